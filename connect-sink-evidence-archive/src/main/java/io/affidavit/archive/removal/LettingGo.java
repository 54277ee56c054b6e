/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.Fence;
import io.affidavit.archive.commit.Holds;
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
 * Takes the files of a removal out of the table's metadata. What a branch or tag other than the removal's own is at stays.
 *
 * @param table freshly loaded
 * @param tagged the snapshot that the removal's tag is on
 * @param current the table's newest snapshot when it was loaded
 */
public record LettingGo(OpenRemoval removal, Table table, long tagged, long current) {

    public static LettingGo of(OpenRemoval removal, Table table) {
        long tagged = RemovalTag.of(table, removal.id())
                .orElseThrow(() -> new ChangeRefusedException(
                        "Cannot delete files of removal " + removal.id() + ": it is not open any more."));
        return new LettingGo(removal, table, tagged, table.currentSnapshot().snapshotId());
    }

    /**
     * Begins the deletion: from here on nothing puts the files back. The commit stands only on the very state whose holds
     * were looked at, so that no hold comes between.
     *
     * @return false if another commit came first
     */
    public boolean begin() {
        Set<Long> forgotten = forgettable();
        return committed(transaction -> {
            Fence.stage(table, transaction, current);
            RemovalTag.move(transaction, removal.id(), current);
            SnapshotRetention.forget(table, transaction, forgotten);
        });
    }

    /**
     * Forgets, once the deletion has begun, what has come out of reach since, such as the snapshots of a branch that is gone.
     *
     * @return false if another commit came first
     */
    public boolean finish() {
        Set<Long> forgotten = forgettable();
        return forgotten.isEmpty() || committed(transaction -> SnapshotRetention.forget(table, transaction, forgotten));
    }

    /** What led to the drop, and snapshots that nothing leads to any more. */
    private Set<Long> forgettable() {
        Set<Long> forgettable = unreachable();
        Snapshot parent = table.snapshot(removal.parent());
        if (parent != null) {
            SnapshotUtil.ancestorIds(parent, table::snapshot).forEach(forgettable::add);
        }
        forgettable.removeAll(heads());
        return forgettable;
    }

    /**
     * Snapshots that no branch or tag leads to but that list one of the files. The branch of a hold leads to nothing but what
     * it is at: what was on it before and is not any more must not outlive its removal for its sake.
     */
    private Set<Long> unreachable() {
        Set<Long> reachable = new HashSet<>(heads());
        table.refs().forEach((name, ref) -> {
            if (!RemovalTag.isOf(name, removal.id()) && !name.startsWith(Holds.BRANCH_PREFIX)) {
                SnapshotUtil.ancestorIds(table.snapshot(ref.snapshotId()), table::snapshot)
                        .forEach(reachable::add);
            }
        });
        reachable.add(tagged);
        Set<String> paths = removal.files().stream().map(AttestedFile::path).collect(Collectors.toSet());
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
                .filter(ref -> !RemovalTag.isOf(ref.getKey(), removal.id()))
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
