/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import io.affidavit.archive.lock.ObjectLocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Puts a rewritten file in the place of the old ones on the branches of holds, in the very commit that does so in the table.
 * A branch then still refers to every file that may have rows of its hold, and no longer to bytes that are to go.
 */
public final class BranchFiles {

    /**
     * What stands for files from now on.
     *
     * @param removed paths of the old files
     * @param added the new ones; none where no row is kept
     */
    public record Replacement(Set<String> removed, List<DataFile> added) {

        public Replacement {
            removed = Set.copyOf(removed);
            added = List.copyOf(added);
        }
    }

    private BranchFiles() {}

    /**
     * Stages the replacement on the branch of every hold, open or past, that refers to one of the old files. The transaction
     * then commits only if none of these branches has moved. Where the store has locks, it has put its legal hold on the new
     * files by then.
     *
     * @param table on whose state the transaction was opened
     * @param replacements of which no two name the same old file
     * @return paths of those old files that a branch referred to
     * @throws UnreadableHoldsException when the holds cannot be told
     * @throws io.affidavit.archive.lock.UnlockedException when the store does not hold a new file
     */
    public static Set<String> replace(Table table, Transaction transaction, Collection<Replacement> replacements) {
        Map<String, Replacement> byPath = new HashMap<>();
        replacements.forEach(replacement -> replacement.removed().forEach(path -> byPath.put(path, replacement)));
        Set<String> found = new TreeSet<>();
        for (HoldEntry entry : HoldRegistry.of(table).entries()) {
            if (HoldBranch.exists(table, entry.hold())) {
                found.addAll(replace(table, transaction, entry.hold(), byPath));
            }
        }
        return found;
    }

    private static Set<String> replace(
            Table table, Transaction transaction, Hold hold, Map<String, Replacement> byPath) {
        Map<String, DataFile> old = on(table, hold, byPath.keySet());
        if (!old.isEmpty()) {
            long head = table.refs().get(hold.branch()).snapshotId();
            OverwriteFiles overwrite = transaction.newOverwrite().toBranch(hold.branch());
            overwrite.set(HoldBranch.FOR, hold.id());
            overwrite.validateFromSnapshot(head).validateNoConflictingDeletes();
            // Without this a branch that was removed meanwhile would come to be again.
            overwrite.validateWith(ancestry -> isAt(head, ancestry));
            old.values().forEach(overwrite::deleteFile);
            List<DataFile> added = added(old.keySet(), byPath);
            hold(table, added);
            added.forEach(overwrite::addFile);
            overwrite.commit();
        }
        return old.keySet();
    }

    private static List<DataFile> added(Set<String> old, Map<String, Replacement> byPath) {
        Map<String, DataFile> added = new LinkedHashMap<>();
        old.forEach(path -> byPath.get(path).added().forEach(file -> added.put(file.location(), file)));
        return new ArrayList<>(added.values());
    }

    private static void hold(Table table, List<DataFile> added) {
        if (!added.isEmpty()) {
            ObjectLocks.of(table.io(), table.location())
                    .ifPresent(locks -> added.forEach(file -> locks.requireHold(file.location())));
        }
    }

    private static boolean isAt(long head, Iterable<Snapshot> ancestry) {
        Iterator<Snapshot> snapshots = ancestry.iterator();
        return snapshots.hasNext() && snapshots.next().snapshotId() == head;
    }

    /** Those of {@code paths} that the branch of a hold refers to. */
    private static Map<String, DataFile> on(Table table, Hold hold, Set<String> paths) {
        Map<String, DataFile> found = new LinkedHashMap<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useRef(hold.branch()).planFiles()) {
            for (FileScanTask task : tasks) {
                if (paths.contains(task.file().location())) {
                    found.put(task.file().location(), task.file().copyWithoutStats());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list files of branch " + hold.branch(), e);
        }
        return found;
    }
}
