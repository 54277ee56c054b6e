/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * The tag that stands as long as an expiry is open. It is made with the drop, on the snapshot before it, so that the files
 * stay reachable for every engine while the grace lasts; it moves on when deletion begins; it goes with the certificate or
 * the undoing. Each is one commit with what it stands for, so that no crash parts them.
 */
final class ExpiryTag {

    private static final String PREFIX = "expired-";

    private ExpiryTag() {}

    /** Ids of the open expiries with the snapshot that each one's tag is on. */
    static Map<String, Long> open(Table table) {
        Map<String, Long> open = new TreeMap<>();
        table.refs().forEach((name, ref) -> {
            if (ref.isTag() && name.startsWith(PREFIX)) {
                open.put(name.substring(PREFIX.length()), ref.snapshotId());
            }
        });
        return open;
    }

    /** The snapshot that the tag of an expiry is on; empty when the expiry is not open. */
    static Optional<Long> of(Table table, String id) {
        SnapshotRef ref = table.refs().get(PREFIX + id);
        return ref == null ? Optional.empty() : Optional.of(ref.snapshotId());
    }

    static boolean isOf(String ref, String id) {
        return ref.equals(PREFIX + id);
    }

    static void create(Transaction transaction, String id, long snapshot) {
        ManageSnapshots refs = transaction.manageSnapshots();
        refs.createTag(PREFIX + id, snapshot)
                // An engine that expires refs by age must not expire this one.
                .setMaxRefAgeMs(PREFIX + id, Long.MAX_VALUE)
                .commit();
    }

    static void move(Transaction transaction, String id, long snapshot) {
        transaction.manageSnapshots().replaceTag(PREFIX + id, snapshot).commit();
    }

    static void remove(Transaction transaction, String id) {
        transaction.manageSnapshots().removeTag(PREFIX + id).commit();
    }
}
