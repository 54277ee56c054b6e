/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import io.affidavit.archive.evidence.row.CanonicalRow;
import io.affidavit.archive.intent.Intents;
import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.archive.table.ArchiveLayout;
import io.affidavit.archive.table.ArchivePartition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Writes rows to data files, within the heap it shares with the task's other writers.
 *
 * <pre>
 *   row -> buffer, encoded -> sorted by partition, tenant, event time
 *                                |
 *             few partitions ----+---- many partitions
 *                   |                       |
 *           one open file each       spilled as a sorted run
 *                   |                       |
 *                   +---- complete: runs merged, one file after the other
 * </pre>
 *
 * <p>A file is closed when it reaches its target size, when the heap is needed, when the schema grew, and when a commit
 * collects them all. After a failure the writer refuses everything but {@link #abort}. Not thread-safe.
 */
public final class PartitionedWriter {

    private final Table table;
    private final int maxOpenFiles;
    private final Workspace workspace;
    private final OpenFiles files;
    private final Clusters clusters = new Clusters();
    private final RowBuffer buffer;
    private final SpillFile spill;

    private CanonicalRow encoder;
    private int tenant;
    private int eventTime;
    private int run;
    private boolean broken;

    /**
     * @param table refreshed by its owner; files are written with the schema it has when they are opened
     * @param task number of the task, for the file names
     * @param maxOpenFiles how many partitions may be written at once
     * @param targetBytes size of a data file
     * @param intents where batches are declared before their first file is opened
     */
    public PartitionedWriter(
            Table table, int task, int maxOpenFiles, long targetBytes, Workspace workspace, Intents intents) {
        this.table = table;
        this.maxOpenFiles = maxOpenFiles;
        this.workspace = workspace;
        this.files = new OpenFiles(table, new BatchFiles(table, task, intents), targetBytes);
        this.buffer = new RowBuffer(workspace.slabs());
        this.spill = workspace.newSpillFile();
        useSchema();
    }

    /** Takes a row; it may be used again afterwards. Its columns are those of the schema at the last {@link #rollAll}. */
    public void write(StructLike row, ArchivePartition partition) {
        refuseIfBroken();
        workspace.join(this);
        int cluster = clusters.number(partition, tenantOf(row));
        if (buffer.add(encoder, row, cluster, row.get(eventTime, Long.class))) {
            workspace.relieveBuffers();
        }
        if (buffer.isFull()) {
            flush();
        }
    }

    /** Makes the table's current schema that of the rows to come, and of every file from now on. */
    public void rollAll() {
        guarded(() -> {
            files.closeAll();
            useSchema();
        });
    }

    /** Writes out all rows and hands over all files closed since the last call; they are the caller's now. */
    public List<WrittenFile> complete() {
        return guarded(() -> {
            if (buffer.rows() > 0 || !spill.isEmpty()) {
                writeOut(merged(), true);
            }
            List<WrittenFile> completed = files.complete();
            forget();
            return completed;
        });
    }

    public int openFiles() {
        return files.size();
    }

    /** Bytes of data files since the last {@link #complete}, those that waiting rows will take included; an estimate. */
    public long bytes() {
        return files.bytes() + (long) ((buffer.slabBytes() + spill.bytes()) * files.shrinkage());
    }

    /** Estimated heap in use. */
    public long memoryBytes() {
        return bufferBytes() + indexBytes() + fileBytes();
    }

    /** Gives up everything that was not handed over, and removes the files. Never throws. */
    public void abort() {
        files.abort();
        forget();
        broken = false;
    }

    /** Removes files that no commit will ever refer to. Never throws: what stays is only an orphan. */
    public static void discard(Table table, List<WrittenFile> files) {
        if (OpenFiles.discard(table, files)) {
            files.stream().map(WrittenFile::intent).distinct().forEach(intent -> Intents.withdraw(table.io(), intent));
        }
    }

    long bufferBytes() {
        return buffer.slabBytes();
    }

    long indexBytes() {
        return buffer.indexBytes() + clusters.memoryBytes();
    }

    long fileBytes() {
        return files.memoryBytes();
    }

    long greatestFileBytes() {
        return files.greatestBytes();
    }

    long spillBytes() {
        return spill.bytes();
    }

    int bufferedRows() {
        return buffer.rows();
    }

    /** Empties the buffer, into files where there is room for as many as that takes, else to the disk. */
    void flush() {
        guarded(() -> {
            RowBuffer.Sorted rows = buffer.sorted(clusters.ranks());
            if (fits(rows)) {
                writeOut(rows, false);
            } else {
                workspace.spilled(spill.append(rows));
            }
            buffer.clear();
        });
    }

    void closeGreatest() {
        guarded(files::closeGreatest);
    }

    private boolean fits(RowBuffer.Sorted rows) {
        long more = Arrays.stream(rows.clusters())
                .mapToObj(clusters::partition)
                .distinct()
                .filter(files::isClosed)
                .count();
        long room = workspace.roomForFiles(OpenFile.emptyBytes(table.schema()));
        return files.size() + more <= maxOpenFiles && workspace.openFiles() + more <= room;
    }

    private RowCursor merged() {
        int[] ranks = clusters.ranks();
        RowCursor rows = buffer.sorted(ranks);
        if (spill.isEmpty()) {
            return rows;
        }
        List<RowCursor> runs = new ArrayList<>(spill.cursors());
        runs.add(rows);
        return new MergedRows(runs, ranks);
    }

    /** @param last whether no partition will come again, so that its file can be closed when the next one begins */
    private void writeOut(RowCursor rows, boolean last) {
        run++;
        int cluster = -1;
        ArchivePartition partition = null;
        while (rows.next()) {
            if (rows.cluster() != cluster) {
                cluster = rows.cluster();
                ArchivePartition next = clusters.partition(cluster);
                if (last && partition != null && !partition.equals(next)) {
                    files.close(partition);
                }
                partition = next;
            }
            if (files.write(partition, run, rows)) {
                workspace.relieveFiles();
            }
        }
    }

    private void useSchema() {
        Schema schema = table.schema();
        encoder = new CanonicalRow(schema);
        tenant = positionOf(schema, ArchiveColumns.TENANT_ID, Type.TypeID.STRING);
        eventTime = positionOf(schema, ArchiveColumns.EVENT_TIME, Type.TypeID.TIMESTAMP);
        SortOrder order = table.sortOrder();
        files.markSorted(order.sameOrder(ArchiveLayout.sortOrder(schema)) ? order : null);
    }

    /** Position of the column among the row's, -1 if there is none of that type. */
    private static int positionOf(Schema schema, String name, Type.TypeID type) {
        Types.NestedField column = schema.asStruct().field(name);
        return column == null || column.type().typeId() != type
                ? -1
                : schema.columns().indexOf(column);
    }

    private String tenantOf(StructLike row) {
        CharSequence text = tenant < 0 ? null : row.get(tenant, CharSequence.class);
        return text == null ? null : text.toString();
    }

    private void forget() {
        buffer.free();
        spill.close();
        clusters.clear();
        workspace.leave(this);
    }

    private void guarded(Runnable work) {
        guarded(() -> {
            work.run();
            return null;
        });
    }

    /** Whatever goes wrong, rows may be missing from the files then: no commit may ever see them. */
    private <T> T guarded(Supplier<T> work) {
        refuseIfBroken();
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            broken = true;
            throw e;
        }
    }

    private void refuseIfBroken() {
        if (broken) {
            throw new IllegalStateException("Cannot write to " + table.name() + ": a write before failed");
        }
    }
}
