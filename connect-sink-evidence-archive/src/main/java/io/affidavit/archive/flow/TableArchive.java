/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.ArchivedOffsets;
import io.affidavit.archive.commit.CommitRequest;
import io.affidavit.archive.commit.OffsetSet;
import io.affidavit.archive.commit.Outcome;
import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.commit.TableCommitter;
import io.affidavit.archive.commit.Watermarks;
import io.affidavit.archive.convert.Conversion;
import io.affidavit.archive.write.PartitionedWriter;
import io.affidavit.archive.write.WrittenFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;

/** One table of the archive: its open files, its commits, and where it stands. Not thread-safe. */
final class TableArchive {

    private final Table table;
    private final TableCommitter committer;
    private final PartitionedWriter writer;
    private final Standing standing;
    private final Extents extents = new Extents();
    private final HoldWatch holds;
    private final Map<SourcePartition, OffsetSet> held = new HashMap<>();
    private Watermarks watermarks;

    TableArchive(Table table, TableCommitter committer, PartitionedWriter writer, Standing standing) {
        this.table = table;
        this.committer = committer;
        this.writer = writer;
        this.standing = standing;
        this.holds = new HoldWatch(table);
        this.watermarks = Watermarks.of(table);
        standing.observed(watermarks);
    }

    /** A table that this task has not seen before. */
    TableArchive(Table table, TableCommitter committer, PartitionedWriter writer) {
        this(table, committer, writer, new Standing(table.uuid(), Watermarks.of(table)));
    }

    Table table() {
        return table;
    }

    /** As of the last refresh or commit. */
    Watermarks watermarks() {
        return watermarks;
    }

    /** Loads the table's newest state; what this task knows of its partitions stays. */
    void refresh() {
        committer.refresh();
        observe(Watermarks.of(table));
    }

    /** @throws IoFailure when the store failed; the batch is lost then */
    void write(Conversion.Archivable row, SourcePartition source, long offset) {
        IoFailure.guard(() -> {
            if (extents.isEmpty()) {
                holds.begin();
            }
            Conversion.Archivable placed = holds.place(row);
            writer.write(placed.row(), placed.partition());
            return null;
        });
        extents.add(source, offset);
    }

    /**
     * Has the next rows written with the table's current schema.
     *
     * @throws IoFailure when the store failed; the batch is lost then
     */
    void roll() {
        IoFailure.guard(() -> {
            writer.rollAll();
            return null;
        });
    }

    /** Whether a commit has already moved the table's mark beyond the record. */
    boolean hasPassed(SourcePartition source, long offset) {
        Long next = standing.next(source);
        return next != null && offset < next;
    }

    /** Whether the table holds a record it has passed. Records of a partition must be asked for in their order. */
    boolean holds(SourcePartition source, long offset) {
        return held.computeIfAbsent(source, s -> IoFailure.guard(() -> ArchivedOffsets.since(table, s, offset)))
                .contains(offset);
    }

    /** The commit of the rows since the last one; empty when there are none. */
    Optional<CommitRequest> seal(String commitId) {
        List<WrittenFile> files = writer.complete();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        CommitRequest request = extents.request(commitId, standing, files, holds.epoch());
        extents.clear();
        return Optional.of(request);
    }

    /** The commit of the rows since the last one and of everything that {@code ledgers} account for. */
    CommitRequest seal(String commitId, Ledgers ledgers) {
        CommitRequest request = ledgers.request(commitId, writer.complete(), holds.epoch());
        extents.clear();
        return request;
    }

    Outcome commit(CommitRequest request) {
        Outcome outcome = committer.commit(request);
        if (outcome instanceof Outcome.Committed committed) {
            observe(committed.watermarks());
            standing.committed(request);
            held.keySet().removeAll(request.moved().keySet());
        } else if (outcome instanceof Outcome.Superseded superseded) {
            observe(superseded.watermarks());
        }
        return outcome;
    }

    /** Takes the table's state as of now for that of these partitions. */
    void takeOver(Collection<SourcePartition> sources) {
        refresh();
        standing.forget(sources);
        held.keySet().removeAll(sources);
    }

    /** Takes the table's newest known state for that of all partitions. */
    void startOver() {
        standing.forgetAll();
        held.clear();
    }

    /** Whether the table was further than {@code found} says. */
    boolean isAheadOf(Watermarks found) {
        return standing.isAheadOf(found);
    }

    /** Whether the current batch has nothing for it. */
    boolean isIdle() {
        return extents.isEmpty();
    }

    /** Gives up all rows since the last commit, and their files. Never throws. */
    void abort() {
        writer.abort();
        extents.clear();
    }

    /** Removes the files of a commit that will not be. Never throws. */
    void discard(CommitRequest request) {
        PartitionedWriter.discard(table, request.files());
    }

    int openFiles() {
        return writer.openFiles();
    }

    long bytes() {
        return writer.bytes();
    }

    private void observe(Watermarks newest) {
        watermarks = newest;
        standing.observed(newest);
    }
}
