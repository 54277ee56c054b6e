/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import io.affidavit.core.metrics.Meter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the writers of one task may use together: a budget of heap and a place on the local disk.
 *
 * <p>Of the heap a quarter is for rows that wait to be sorted and five eighths for open files; what remains is for
 * bookkeeping. When a share is used up, the writer that holds most of it has to let go. Not thread-safe, but for the
 * figures.
 */
public final class Workspace {

    // An open file that has rows in it; fewer would be closed for the sake of others before it is worth reading.
    private static final long USUAL_FILE_BYTES = 4 << 20;

    private final long memoryLimit;
    private final Path spillDirectory;
    private final long spillLimit;
    private final Meter spilled;
    private final SlabPool slabs = new SlabPool();
    private final Set<PartitionedWriter> writers = new LinkedHashSet<>();
    private PartitionedWriter last;
    private volatile long memoryBytes;
    private volatile long bufferedRows;
    private volatile long spillBytes;

    /**
     * @param memoryLimit bytes of heap
     * @param spillDirectory where rows of many partitions are put aside; created when needed
     * @param spillLimit bytes on disk at which the batch is due
     * @param spilled counts the bytes put aside
     */
    public Workspace(long memoryLimit, Path spillDirectory, long spillLimit, Meter spilled) {
        this.memoryLimit = memoryLimit;
        this.spillDirectory = spillDirectory;
        this.spillLimit = spillLimit;
        this.spilled = spilled;
    }

    /** Estimated heap in use. */
    public long memoryBytes() {
        return memoryBytes;
    }

    /** Rows in memory that are in no file yet. */
    public long bufferedRows() {
        return bufferedRows;
    }

    /** Whether nothing but a commit gives room again. */
    public boolean isFull() {
        return spillBytes >= spillLimit || memoryBytes > memoryLimit;
    }

    /** Called before a writer takes anything. */
    void join(PartitionedWriter writer) {
        if (writer != last) {
            writers.add(writer);
            last = writer;
        }
    }

    /** Called when a writer holds nothing any more. */
    void leave(PartitionedWriter writer) {
        writers.remove(writer);
        last = null;
        account();
    }

    SlabPool slabs() {
        return slabs;
    }

    SpillFile newSpillFile() {
        return new SpillFile(spillDirectory);
    }

    void spilled(long bytes) {
        spilled.add(bytes);
    }

    /** How many files of {@code emptyBytes} each there is heap for, those that are open included. */
    long roomForFiles(long emptyBytes) {
        return Math.max(1, fileShare() / Math.max(emptyBytes, USUAL_FILE_BYTES));
    }

    int openFiles() {
        return writers.stream().mapToInt(PartitionedWriter::openFiles).sum();
    }

    /** Called when a writer took memory for rows: has the greatest buffers emptied until all are within their share. */
    void relieveBuffers() {
        while (writers.stream().mapToLong(PartitionedWriter::bufferBytes).sum() > bufferShare()) {
            writers.stream()
                    .max(Comparator.comparingLong(PartitionedWriter::bufferBytes))
                    .ifPresent(PartitionedWriter::flush);
        }
        account();
    }

    /** Called when files grew: has the greatest closed until all are within their share. */
    void relieveFiles() {
        while (writers.stream().mapToLong(PartitionedWriter::fileBytes).sum() > fileShare() && openFiles() > 0) {
            writers.stream()
                    .max(Comparator.comparingLong(PartitionedWriter::greatestFileBytes))
                    .ifPresent(PartitionedWriter::closeGreatest);
        }
        account();
    }

    /** Brings the figures up to date. */
    void account() {
        long rows = 0;
        long disk = 0;
        long heap = slabs.bytes();
        for (PartitionedWriter writer : writers) {
            rows += writer.bufferedRows();
            disk += writer.spillBytes();
            heap += writer.indexBytes() + writer.fileBytes();
        }
        bufferedRows = rows;
        spillBytes = disk;
        memoryBytes = heap;
    }

    private long bufferShare() {
        return memoryLimit / 4;
    }

    private long fileShare() {
        return memoryLimit / 8 * 5;
    }
}
