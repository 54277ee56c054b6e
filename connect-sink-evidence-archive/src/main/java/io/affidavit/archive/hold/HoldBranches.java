/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import io.affidavit.archive.commit.ReferencedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.io.CloseableIterable;

/** The branches of the holds in force, for changes that put other files in the place of some. */
public final class HoldBranches {

    private HoldBranches() {}

    /** The files among {@code paths} that branches of holds in force have, by hold; holds that have none are left out. */
    public static Map<Hold, List<DataFile>> having(Table table, OpenHolds holds, Set<String> paths) {
        Map<Hold, List<DataFile>> having = new LinkedHashMap<>();
        for (Hold hold : holds.open()) {
            Snapshot head = table.refs().containsKey(hold.branch()) ? table.snapshot(hold.branch()) : null;
            // Manifests first: they are shared with the table, and listing a branch with statistics is not.
            if (head != null && !new ReferencedFiles(paths).in(table, List.of(head)).isEmpty()) {
                List<DataFile> files = files(table, hold, paths);
                if (!files.isEmpty()) {
                    having.put(hold, files);
                }
            }
        }
        return having;
    }

    private static List<DataFile> files(Table table, Hold hold, Set<String> paths) {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = HoldBranch.files(table, hold)) {
            for (FileScanTask task : tasks) {
                if (paths.contains(task.file().location())) {
                    files.add(task.file().copyWithoutStats());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list files of branch " + hold.branch(), e);
        }
        return files;
    }

    /**
     * Stages that the branch of a hold has other files in the place of some. The transaction succeeds on no other state of the
     * branch.
     *
     * @param table as it was loaded before the transaction was opened
     */
    public static void replace(
            Table table, Transaction transaction, Hold hold, List<DataFile> gone, List<DataFile> instead) {
        long head = table.snapshot(hold.branch()).snapshotId();
        OverwriteFiles replacing =
                transaction.newOverwrite().toBranch(hold.branch()).set(HoldBranch.FOR, hold.id());
        gone.forEach(replacing::deleteFile);
        instead.forEach(replacing::addFile);
        replacing.validateWith(snapshots -> {
            Iterator<Snapshot> ancestry = snapshots.iterator();
            return ancestry.hasNext() && ancestry.next().snapshotId() == head;
        });
        replacing.commit();
    }
}
