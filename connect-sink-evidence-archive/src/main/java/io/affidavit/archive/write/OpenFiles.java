/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import io.affidavit.archive.table.ArchivePartition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one table: at most one open per partition, and those closed since the last commit. */
final class OpenFiles {

    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    // What Parquet leaves of the encoded rows, until files say so themselves.
    private static final double USUAL_SHRINKAGE = 0.25;

    private final Table table;
    private final long targetBytes;
    private final BatchFiles batch;
    private final Map<ArchivePartition, OpenFile> open = new HashMap<>();
    private final List<WrittenFile> closed = new ArrayList<>();
    private SortOrder order;
    private ArchivePartition lastPartition;
    private OpenFile lastFile;
    private long memoryBytes;
    private long closedBytes;
    private double shrinkage = USUAL_SHRINKAGE;

    OpenFiles(Table table, BatchFiles batch, long targetBytes) {
        this.table = table;
        this.targetBytes = targetBytes;
        this.batch = batch;
    }

    /** @param order what sorted files are marked with from now on, null for nothing */
    void markSorted(SortOrder order) {
        this.order = order;
    }

    /**
     * Writes the row that {@code rows} stands at.
     *
     * @param run number of the sorted run it belongs to
     * @return whether the files take more memory than before
     */
    boolean write(ArchivePartition partition, int run, RowCursor rows) {
        OpenFile file = partition.equals(lastPartition) ? lastFile : use(partition);
        file.continueWith(run);
        file.write(rows.bytes(), rows.offset(), rows.length());
        if (!file.isDueForMeasure()) {
            return false;
        }
        memoryBytes -= file.memoryBytes();
        file.measure();
        memoryBytes += file.memoryBytes();
        if (file.length() >= targetBytes) {
            close(partition);
        }
        return true;
    }

    private OpenFile use(ArchivePartition partition) {
        OpenFile file = open.get(partition);
        if (file == null) {
            PartitionSpec spec = table.spec();
            StructLike tuple = partition.tuple(spec);
            file = new OpenFile(table, batch.next(spec, tuple), tuple, batch.intent());
            open.put(partition, file);
            memoryBytes += file.memoryBytes();
        }
        lastPartition = partition;
        lastFile = file;
        return file;
    }

    boolean isClosed(ArchivePartition partition) {
        return !open.containsKey(partition);
    }

    int size() {
        return open.size();
    }

    /** Estimated heap of the open files. */
    long memoryBytes() {
        return memoryBytes;
    }

    /** Estimated heap of the greatest open file, -1 if none is open. */
    long greatestBytes() {
        return open.values().stream().mapToLong(OpenFile::memoryBytes).max().orElse(-1);
    }

    /** Bytes of closed files that were not taken, and of open ones. */
    long bytes() {
        return closedBytes + open.values().stream().mapToLong(OpenFile::length).sum();
    }

    /** Bytes of a file for each byte of encoded rows. */
    double shrinkage() {
        return shrinkage;
    }

    void closeGreatest() {
        open.entrySet().stream()
                .max(Comparator.comparingLong(entry -> entry.getValue().memoryBytes()))
                .map(Map.Entry::getKey)
                .ifPresent(this::close);
    }

    void closeAll() {
        List.copyOf(open.keySet()).forEach(this::close);
    }

    /** Closes the partition's file, if it has one. */
    void close(ArchivePartition partition) {
        OpenFile file = open.get(partition);
        if (file == null) {
            return;
        }
        // Until it is closed it stays among the open ones, so that a failure leaves it to be removed.
        WrittenFile written = file.close(order);
        forget(partition, file);
        closed.add(written);
        closedBytes += written.digest().length();
        shrinkage = (double) written.digest().length() / Math.max(1, file.encodedBytes());
    }

    /** Closes all files and hands them over as a batch; they are the caller's now. */
    List<WrittenFile> complete() {
        closeAll();
        batch.end();
        return takeClosed();
    }

    private List<WrittenFile> takeClosed() {
        List<WrittenFile> taken = List.copyOf(closed);
        closed.clear();
        closedBytes = 0;
        return taken;
    }

    /** Removes every file that was not taken. Never throws. */
    void abort() {
        boolean clean = true;
        for (Iterator<OpenFile> it = open.values().iterator(); it.hasNext(); ) {
            OpenFile file = it.next();
            try {
                file.abandon();
            } catch (IOException | RuntimeException e) {
                LOG.debug(
                        "Cannot close abandoned file {}: {}",
                        file.location(),
                        e.getClass().getName());
            }
            clean &= delete(table, file.location());
            it.remove();
        }
        lastPartition = null;
        lastFile = null;
        memoryBytes = 0;
        clean &= discard(table, takeClosed());
        if (clean) {
            batch.withdraw();
        } else {
            batch.end();
        }
    }

    /** Removes files; whether all are gone. Never throws. */
    static boolean discard(Table table, List<WrittenFile> files) {
        boolean clean = true;
        for (WrittenFile file : files) {
            clean &= delete(table, file.file().location());
        }
        return clean;
    }

    /** Whether the file is gone. */
    static boolean delete(Table table, String location) {
        try {
            table.io().deleteFile(location);
        } catch (NotFoundException e) {
            LOG.debug("Unused file {} is gone already", location);
        } catch (RuntimeException e) {
            LOG.debug("Cannot delete unused file {}: {}", location, e.getClass().getName());
            return false;
        }
        return true;
    }

    private void forget(ArchivePartition partition, OpenFile file) {
        open.remove(partition);
        memoryBytes -= file.memoryBytes();
        lastPartition = null;
        lastFile = null;
    }
}
