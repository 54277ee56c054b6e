/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.Fence;
import io.affidavit.archive.commit.ReferencedFiles;
import io.affidavit.archive.commit.SnapshotRetention;
import io.affidavit.archive.evidence.statement.AttestedFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Takes the files of an expiry out of the table's metadata. What a branch or tag other than the expiry's own is at stays.
 *
 * @param table freshly loaded
 * @param tagged the snapshot that the expiry's tag is on
 * @param current the table's newest snapshot when it was loaded
 */
record LettingGo(OpenExpiry expiry, Table table, long tagged, long current) {

    static LettingGo of(OpenExpiry expiry, Table table) {
        long tagged = ExpiryTag.of(table, expiry.id())
                .orElseThrow(() -> new ChangeRefusedException(
                        "Cannot delete files of expiry " + expiry.id() + ": it is not open any more."));
        return new LettingGo(expiry, table, tagged, table.currentSnapshot().snapshotId());
    }

    /**
     * Begins the deletion: from here on nothing puts the files back. The commit stands only on the very state whose holds
     * were looked at, so that no hold comes between.
     *
     * @return false if another commit came first
     */
    boolean begin() {
        Set<Long> forgotten = forgettable();
        return committed(transaction -> {
            Fence.stage(table, transaction, current);
            ExpiryTag.move(transaction, expiry.id(), current);
            SnapshotRetention.forget(table, transaction, forgotten);
        });
    }

    /**
     * Forgets, once the deletion has begun, what has come out of reach since, such as the snapshots of a branch that is gone.
     *
     * @return false if another commit came first
     */
    boolean finish() {
        Set<Long> forgotten = forgettable();
        return forgotten.isEmpty() || committed(transaction -> SnapshotRetention.forget(table, transaction, forgotten));
    }

    /** What led to the drop, and snapshots that nothing leads to any more. */
    private Set<Long> forgettable() {
        Set<Long> forgettable = unreachable();
        Snapshot parent = table.snapshot(expiry.parent());
        if (parent != null) {
            SnapshotUtil.ancestorIds(parent, table::snapshot).forEach(forgettable::add);
        }
        forgettable.removeAll(heads());
        return forgettable;
    }

    /** Snapshots that no branch or tag leads to but that list one of the files. */
    private Set<Long> unreachable() {
        Set<Long> reachable = new HashSet<>();
        heads().forEach(head ->
                SnapshotUtil.ancestorIds(table.snapshot(head), table::snapshot).forEach(reachable::add));
        reachable.add(tagged);
        Set<String> paths = expiry.files().stream().map(AttestedFile::path).collect(Collectors.toSet());
        Set<Long> unreachable = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            if (!reachable.contains(snapshot.snapshotId())
                    && !new ReferencedFiles(paths).in(table, List.of(snapshot)).isEmpty()) {
                unreachable.add(snapshot.snapshotId());
            }
        }
        return unreachable;
    }

    private Set<Long> heads() {
        return table.refs().entrySet().stream()
                .filter(ref -> !ExpiryTag.isOf(ref.getKey(), expiry.id()))
                .map(ref -> ref.getValue().snapshotId())
                .collect(Collectors.toSet());
    }

    private boolean committed(Consumer<Transaction> staging) {
        try {
            Transaction transaction = table.newTransaction();
            staging.accept(transaction);
            transaction.commitTransaction();
            return true;
        } catch (CommitFailedException | ValidationException e) {
            return false;
        }
    }
}
