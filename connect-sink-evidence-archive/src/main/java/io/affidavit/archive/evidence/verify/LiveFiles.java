/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.CloseableIterable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data files that a reader of the current snapshot sees, and how others came and went. */
final class LiveFiles {

    private static final Set<String> REWRITES =
            Set.of(DataOperations.REPLACE, DataOperations.OVERWRITE, DataOperations.DELETE);

    private static final Logger LOG = LoggerFactory.getLogger(LiveFiles.class);

    private final Map<String, DataFile> byPath = new LinkedHashMap<>();
    private final Set<String> rewritten = new HashSet<>();
    private final Map<String, Long> removedBy = new HashMap<>();

    private LiveFiles() {}

    static LiveFiles of(Table table, Consumer<Finding> findings) {
        LiveFiles live = new LiveFiles();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(task -> live.add(task, findings));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list files of table " + table.name() + ".", e);
        }
        table.snapshots().forEach(snapshot -> live.followRewrite(snapshot, table));
        return live;
    }

    private void add(FileScanTask task, Consumer<Finding> findings) {
        String path = task.file().location();
        if (byPath.put(path, task.file().copyWithoutStats()) != null) {
            findings.accept(Finding.of(FindingKind.FILE_LISTED_TWICE, path, "its rows are read more than once"));
        }
        if (!task.deletes().isEmpty()) {
            findings.accept(Finding.of(
                    FindingKind.UNATTESTED_DELETE,
                    path,
                    task.deletes().size() + " delete files hide rows of it, the first is "
                            + task.deletes().get(0).location()));
        }
    }

    /** Tells rewrites from intrusions; only the wording of findings depends on it. */
    private void followRewrite(Snapshot snapshot, Table table) {
        if (!REWRITES.contains(snapshot.operation())) {
            return;
        }
        try {
            SnapshotChanges changes =
                    SnapshotChanges.builderFor(table).snapshot(snapshot).build();
            changes.addedDataFiles().forEach(file -> rewritten.add(file.location()));
            changes.removedDataFiles().forEach(file -> removedBy.put(file.location(), snapshot.snapshotId()));
        } catch (NotFoundException e) {
            LOG.debug("Cannot follow snapshot {}: its manifests are gone", snapshot.snapshotId());
        }
    }

    Map<String, DataFile> byPath() {
        return byPath;
    }

    /** Says whether a snapshot that the table still remembers put the file there by rewriting or overwriting others. */
    boolean isRewrite(String path) {
        return rewritten.contains(path);
    }

    /** Says which snapshot removed a file, as far as the table remembers. */
    String removalOf(String path) {
        Long snapshot = removedBy.get(path);
        return snapshot == null
                ? "no snapshot that the table still has removed it"
                : "snapshot " + snapshot + " removed it";
    }
}
