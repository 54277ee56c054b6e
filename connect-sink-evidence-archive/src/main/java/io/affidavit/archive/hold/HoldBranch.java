/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The branch of a hold: a reference to every file that may have held rows. No engine's expiry of snapshots takes a file out of
 * reach that a branch refers to.
 */
final class HoldBranch {

    /** Summary key of the hold that a snapshot of its branch was made for. */
    static final String FOR = "affidavit.branch.hold";

    private HoldBranch() {}

    /** Creates a branch that nothing ages out. */
    static void create(Transaction transaction, String name, long snapshotId) {
        transaction
                .manageSnapshots()
                .createBranch(name, snapshotId)
                .setMaxRefAgeMs(name, Long.MAX_VALUE)
                .setMinSnapshotsToKeep(name, Integer.MAX_VALUE)
                .setMaxSnapshotAgeMs(name, Long.MAX_VALUE)
                .commit();
    }

    /** Whether there is a branch of the hold. */
    static boolean exists(Table table, Hold hold) {
        SnapshotRef ref = table.refs().get(hold.branch());
        return ref != null && ref.isBranch();
    }

    /** Whether the branch is there and nothing ages it out. */
    static boolean stands(Table table, Hold hold) {
        SnapshotRef ref = table.refs().get(hold.branch());
        return ref != null
                && ref.isBranch()
                && Long.valueOf(Long.MAX_VALUE).equals(ref.maxRefAgeMs())
                && Integer.valueOf(Integer.MAX_VALUE).equals(ref.minSnapshotsToKeep());
    }

    /**
     * Creates the branch from the current snapshot where it is missing, because the table had no snapshot yet or because someone
     * removed it, and gives it back its ages where someone changed them.
     */
    static void restore(Table table, Hold hold) {
        table.refresh();
        if (stands(table, hold)) {
            return;
        }
        Transaction transaction = table.newTransaction();
        if (transaction.table().refs().containsKey(hold.branch())) {
            transaction
                    .manageSnapshots()
                    .setMaxRefAgeMs(hold.branch(), Long.MAX_VALUE)
                    .setMinSnapshotsToKeep(hold.branch(), Integer.MAX_VALUE)
                    .setMaxSnapshotAgeMs(hold.branch(), Long.MAX_VALUE)
                    .commit();
        } else {
            create(
                    transaction,
                    hold.branch(),
                    transaction.table().currentSnapshot().snapshotId());
        }
        transaction.commitTransaction();
    }

    /** Takes every file off the branch that certainly has no held rows; what is left on it stays. */
    static void prune(Table table, Hold hold) {
        table.refresh();
        CompiledHold test = CompiledHold.of(hold, table.schema());
        List<DataFile> free = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = files(table, hold)) {
            for (FileScanTask task : tasks) {
                if (!test.mayHold(task.file(), task.spec())) {
                    free.add(task.file().copyWithoutStats());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list files of branch " + hold.branch(), e);
        }
        if (!free.isEmpty()) {
            DeleteFiles prune = table.newDelete().toBranch(hold.branch()).set(FOR, hold.id());
            free.forEach(prune::deleteFile);
            prune.commit();
        }
    }

    /** Lets the files go. */
    static void remove(Table table, Hold hold) {
        table.refresh();
        if (table.refs().containsKey(hold.branch())) {
            table.manageSnapshots().removeBranch(hold.branch()).commit();
        }
    }

    /** The files of the branch, with their statistics. */
    static CloseableIterable<FileScanTask> files(Table table, Hold hold) {
        return table.newScan().useRef(hold.branch()).includeColumnStats().planFiles();
    }
}
