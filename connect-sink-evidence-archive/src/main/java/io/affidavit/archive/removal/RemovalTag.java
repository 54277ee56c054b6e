/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * The tag that stands as long as a removal is open. It is made with the drop, on the snapshot before it, so that the files
 * stay reachable for every engine while the grace lasts; it moves on when deletion begins; it goes with the certificate or
 * the undoing. Each is one commit with what it stands for, so that no crash parts them.
 */
public final class RemovalTag {

    private static final String PREFIX = "removed-";

    private RemovalTag() {}

    /** Ids of the open removals with the snapshot that each one's tag is on. */
    public static Map<String, Long> open(Table table) {
        Map<String, Long> open = new TreeMap<>();
        table.refs().forEach((name, ref) -> {
            if (ref.isTag() && name.startsWith(PREFIX)) {
                open.put(name.substring(PREFIX.length()), ref.snapshotId());
            }
        });
        return open;
    }

    /** The snapshot that the tag of a removal is on; empty when the removal is not open. */
    public static Optional<Long> of(Table table, String id) {
        SnapshotRef ref = table.refs().get(PREFIX + id);
        return ref == null ? Optional.empty() : Optional.of(ref.snapshotId());
    }

    public static boolean isOf(String ref, String id) {
        return ref.equals(PREFIX + id);
    }

    public static void create(Transaction transaction, String id, long snapshot) {
        ManageSnapshots refs = transaction.manageSnapshots();
        refs.createTag(PREFIX + id, snapshot)
                // An engine that expires refs by age must not expire this one.
                .setMaxRefAgeMs(PREFIX + id, Long.MAX_VALUE)
                .commit();
    }

    public static void move(Transaction transaction, String id, long snapshot) {
        transaction.manageSnapshots().replaceTag(PREFIX + id, snapshot).commit();
    }

    public static void remove(Transaction transaction, String id) {
        transaction.manageSnapshots().removeTag(PREFIX + id).commit();
    }
}
