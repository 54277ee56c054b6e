/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.lock.ObjectLocks;
import io.affidavit.archive.lock.Retention;
import io.affidavit.archive.rewrite.Rewritten;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;

/** Locks of the store with a date: what kept an old object keeps the new one, so that no kept record is ever less safe. */
final class CarriedLocks {

    private CarriedLocks() {}

    /**
     * Gives each new object the lock of the old one, where the store has locks.
     *
     * @param rewritten by the path of the old file
     * @throws ChangeRefusedException when the store does not say that it did
     */
    static void carryOver(Table table, Map<String, Rewritten> rewritten, Instant now) {
        ObjectLocks.of(table.io(), table.location())
                .ifPresent(locks -> rewritten.forEach(
                        (old, file) -> carryOver(locks, old, file.file().location(), now)));
    }

    private static void carryOver(ObjectLocks locks, String old, String location, Instant now) {
        Optional<Retention> lock =
                locks.retention(old).filter(retention -> retention.until().isAfter(now));
        if (lock.isPresent() && !locks.retain(location, lock.get())) {
            throw new ChangeRefusedException("Cannot erase: the store does not say that " + location
                    + " is locked as the file it replaces. Check the rights to put and get retentions.");
        }
    }
}
