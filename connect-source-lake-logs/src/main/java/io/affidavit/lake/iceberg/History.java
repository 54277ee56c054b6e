/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.iceberg;

import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;

/** The snapshots of a table that are left, oldest first, and whether what is still to be read is among them. */
final class History {

    private final Table table;
    private final TableSettings settings;
    private final List<Snapshot> snapshots;

    private History(Table table, TableSettings settings, List<Snapshot> snapshots) {
        this.table = table;
        this.settings = settings;
        this.snapshots = snapshots;
    }

    static History of(Table table, TableSettings settings) {
        List<Snapshot> snapshots = new ArrayList<>();
        SnapshotUtil.currentAncestors(table).forEach(snapshots::add);
        Collections.reverse(snapshots);
        return new History(table, settings, snapshots);
    }

    /** The exclusive sequence number below which no row can appear any more. */
    long bound() {
        return snapshots.isEmpty()
                ? Long.MIN_VALUE
                : snapshots.get(snapshots.size() - 1).sequenceNumber() + 1;
    }

    /** The snapshot to read whole, if rows from this sequence number on lie in it. */
    Optional<Snapshot> base(long from) throws StoreException {
        if (settings.start().isEmpty()) {
            return Optional.empty();
        }
        long id = settings.start().get();
        Snapshot start = snapshots.stream()
                .filter(snapshot -> snapshot.snapshotId() == id)
                .findFirst()
                .orElse(null);
        if (start != null) {
            return from <= start.sequenceNumber() ? Optional.of(start) : Optional.empty();
        }
        if (!snapshots.isEmpty() && snapshots.get(0).parentId() == null) {
            throw StoreException.fatal(
                    "Cannot read table " + settings.table() + ": it never had a snapshot " + id
                            + ". Set source.start.snapshot to one of its history, or leave it out to read all that it was appended.");
        }
        // the start has expired; whether that was before it was read shows when the history is checked for gaps
        return Optional.empty();
    }

    /** The snapshots after the base with rows from this sequence number on, which have not been read. */
    List<Snapshot> later(long from, Optional<Snapshot> base) throws StoreException {
        long first = Math.max(
                from, base.map(snapshot -> snapshot.sequenceNumber() + 1).orElse(Long.MIN_VALUE));
        requireComplete(first);
        return snapshots.stream()
                .filter(snapshot -> snapshot.sequenceNumber() >= first)
                .toList();
    }

    /** Snapshots that are gone matter only if they appended files; those that remain of these are still in the oldest one left. */
    private void requireComplete(long first) throws StoreException {
        if (snapshots.isEmpty()) {
            return;
        }
        Snapshot oldest = snapshots.get(0);
        if (oldest.parentId() == null || oldest.sequenceNumber() <= first) {
            return;
        }
        try (CloseableIterable<FileScanTask> files =
                table.newScan().useSnapshot(oldest.snapshotId()).planFiles()) {
            for (FileScanTask task : files) {
                Long sequence = task.file().fileSequenceNumber();
                if (sequence == null || (sequence >= first && sequence < oldest.sequenceNumber())) {
                    throw expired("snapshots before " + oldest.snapshotId() + " expired before their rows were read");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoreException expired(String why) {
        String current = snapshots.isEmpty()
                ? "the current snapshot"
                : Long.toString(snapshots.get(snapshots.size() - 1).snapshotId());
        return StoreException.fatal("Cannot read table " + settings.table() + ": " + why
                + ". To read it anew, rows that were sent included, delete the connector's offsets and set source.start.snapshot="
                + current + "; keep snapshots longer than the connector may stand still.");
    }

    static boolean appends(Snapshot snapshot) {
        return DataOperations.APPEND.equals(snapshot.operation());
    }

    /** Whether a snapshot takes rows away or puts others in their place; what is left moves rows between files. */
    static boolean changes(Snapshot snapshot) {
        return DataOperations.OVERWRITE.equals(snapshot.operation())
                || DataOperations.DELETE.equals(snapshot.operation());
    }
}
