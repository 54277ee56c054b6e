/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import io.affidavit.archive.intent.Declared;
import io.affidavit.archive.intent.Intents;
import io.affidavit.archive.table.ArchivePartition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.OutputFileFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows to one open file per partition. A file is closed when it reaches its target size, when too many are open
 * (the one that waited longest goes first), when the schema grew, and when a commit collects them all. Not thread-safe.
 */
public final class PartitionedWriter {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionedWriter.class);

    private final Table table;
    private final int maxOpenFiles;
    private final long targetBytes;
    private final int task;
    private final Intents intents;
    private final LinkedHashMap<ArchivePartition, OpenFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private final List<WrittenFile> closed = new ArrayList<>();

    private ArchivePartition lastPartition;
    private OpenFile lastFile;
    private Declared batch;
    private OutputFileFactory files;

    /**
     * @param table refreshed by its owner; its current schema is used for files opened from then on
     * @param task number of the task, for the file names
     * @param intents where batches are declared before their first file is opened
     */
    public PartitionedWriter(Table table, int task, int maxOpenFiles, long targetBytes, Intents intents) {
        this.table = table;
        this.maxOpenFiles = maxOpenFiles;
        this.targetBytes = targetBytes;
        this.task = task;
        this.intents = intents;
    }

    /** Writes a row; it is not kept. */
    public void write(StructLike row, ArchivePartition partition) {
        OpenFile file = fileOf(partition);
        file.write(row);
        if (file.length() >= targetBytes) {
            close(partition);
        }
    }

    /** Closes every open file, so that the next rows are written with the table's current schema. */
    public void rollAll() {
        for (ArchivePartition partition : List.copyOf(open.keySet())) {
            close(partition);
        }
    }

    /** Closes every open file and hands over all files closed since the last call; they are the caller's now. */
    public List<WrittenFile> complete() {
        rollAll();
        List<WrittenFile> completed = List.copyOf(closed);
        closed.clear();
        batch = null;
        return completed;
    }

    public int openFiles() {
        return open.size();
    }

    /** Bytes written since the last {@link #complete}, as of a while ago. */
    public long bytes() {
        return closed.stream().mapToLong(file -> file.digest().length()).sum()
                + open.values().stream().mapToLong(OpenFile::length).sum();
    }

    /** Gives up everything that was not handed over, and removes the files. Never throws. */
    public void abort() {
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
        forgetLast();
        for (WrittenFile file : closed) {
            clean &= delete(table, file.file().location());
        }
        closed.clear();
        if (clean && batch != null) {
            Intents.withdraw(table.io(), batch.location());
        }
        batch = null;
    }

    /** Removes files that no commit will ever refer to. Never throws: what stays is only an orphan. */
    public static void discard(Table table, List<WrittenFile> files) {
        boolean clean = true;
        for (WrittenFile file : files) {
            clean &= delete(table, file.file().location());
        }
        if (clean) {
            files.stream().map(WrittenFile::intent).distinct().forEach(intent -> Intents.withdraw(table.io(), intent));
        }
    }

    /** Names files after a batch that is declared before the first of them is opened. */
    private OutputFileFactory files() {
        if (batch == null) {
            batch = intents.declare();
            files = OutputFileFactory.builderFor(table, 0, task)
                    .format(FileFormat.PARQUET)
                    .operationId(batch.operation())
                    .build();
        }
        return files;
    }

    private OpenFile fileOf(ArchivePartition partition) {
        if (partition.equals(lastPartition)) {
            return lastFile;
        }
        OpenFile file = open.get(partition);
        if (file == null) {
            makeRoom();
            file = new OpenFile(
                    table,
                    files().newOutputFile(table.spec(), partition.tuple(table.spec()))
                            .encryptingOutputFile(),
                    partition.tuple(table.spec()),
                    batch.location());
            open.put(partition, file);
        }
        lastPartition = partition;
        lastFile = file;
        return file;
    }

    private void makeRoom() {
        if (open.size() >= maxOpenFiles) {
            Map.Entry<ArchivePartition, OpenFile> waitedLongest =
                    open.entrySet().iterator().next();
            close(waitedLongest.getKey());
        }
    }

    private void close(ArchivePartition partition) {
        OpenFile file = open.get(partition);
        closed.add(file.close());
        open.remove(partition);
        forgetLast();
    }

    private void forgetLast() {
        lastPartition = null;
        lastFile = null;
    }

    /** Whether the file is gone. */
    private static boolean delete(Table table, String location) {
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
}
