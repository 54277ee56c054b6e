/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.util.SnapshotUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files were rewritten into which, as far as the table's snapshots tell. Snapshots that touched the same file belong
 * together: a file that was rewritten, and whose successor was, is in one group with the last one.
 */
final class SnapshotGroups {

    /**
     * A rewrite as the table's metadata tells it.
     *
     * @param snapshots ids of those that made it
     * @param removed attested files that left
     * @param added unattested files that are live
     */
    record Group(Set<Long> snapshots, List<StandingFile> removed, List<FileScanTask> added) {}

    private static final Set<String> REWRITES =
            Set.of(DataOperations.REPLACE, DataOperations.OVERWRITE, DataOperations.DELETE);

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotGroups.class);

    /** A forest: each file and snapshot with another one of its group, roots with themselves. */
    private final Map<Object, Object> towardsRoot = new HashMap<>();

    private final Set<Long> snapshots = new HashSet<>();

    private SnapshotGroups() {}

    static SnapshotGroups of(Table table) {
        SnapshotGroups groups = new SnapshotGroups();
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            if (REWRITES.contains(snapshot.operation())) {
                groups.follow(snapshot, table);
            }
        }
        return groups;
    }

    private void follow(Snapshot snapshot, Table table) {
        try {
            SnapshotChanges changes =
                    SnapshotChanges.builderFor(table).snapshot(snapshot).build();
            changes.addedDataFiles().forEach(file -> join(snapshot.snapshotId(), file.location()));
            changes.removedDataFiles().forEach(file -> join(snapshot.snapshotId(), file.location()));
            snapshots.add(snapshot.snapshotId());
        } catch (NotFoundException e) {
            // its files then belong to no group, and what no group explains is not adopted
            LOG.debug("Cannot follow snapshot {}: its manifests are gone", snapshot.snapshotId());
        }
    }

    private void join(Object one, Object other) {
        towardsRoot.put(root(one), root(other));
    }

    private Object root(Object member) {
        Object at = member;
        Object next = towardsRoot.computeIfAbsent(at, own -> own);
        while (!next.equals(at)) {
            Object afterNext = towardsRoot.get(next);
            towardsRoot.put(at, afterNext);
            at = next;
            next = afterNext;
        }
        return at;
    }

    /** Whether any rewrite touched the file. */
    boolean knows(String path) {
        return towardsRoot.containsKey(path);
    }

    /** The groups that have one of these files; files that no rewrite touched are left out. */
    List<Group> split(Map<String, StandingFile> removed, Map<String, FileScanTask> added) {
        Map<Object, Group> found = new LinkedHashMap<>();
        removed.forEach((path, file) -> {
            if (knows(path)) {
                group(path, found).removed().add(file);
            }
        });
        added.forEach((path, task) -> {
            if (knows(path)) {
                group(path, found).added().add(task);
            }
        });
        snapshots.forEach(snapshot -> {
            Group group = found.get(root(snapshot));
            if (group != null) {
                group.snapshots().add(snapshot);
            }
        });
        return List.copyOf(found.values());
    }

    private Group group(String path, Map<Object, Group> found) {
        return found.computeIfAbsent(
                root(path), root -> new Group(new TreeSet<>(), new ArrayList<>(), new ArrayList<>()));
    }
}
