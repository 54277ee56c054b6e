/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.hold.HoldBranches;
import io.affidavit.archive.hold.OpenHolds;
import io.affidavit.archive.lock.ObjectLocks;
import io.affidavit.archive.lock.Retention;
import io.affidavit.archive.rewrite.Rewritten;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/**
 * Locks of the store on files that take the place of others: what kept an old object keeps the new one before the old one is
 * let go.
 */
final class NewFileLocks {

    private final Table table;
    private final ObjectLocks locks;

    private NewFileLocks(Table table, ObjectLocks locks) {
        this.table = table;
        this.locks = locks;
    }

    /** Empty where the store has no locks. */
    static Optional<NewFileLocks> of(Table table) {
        return ObjectLocks.of(table.io(), table.location()).map(locks -> new NewFileLocks(table, locks));
    }

    /**
     * Gives each new object the retention of the old one, and a legal hold where the branch of a hold had the old one.
     *
     * @param rewritten by the path of the old file
     * @throws ChangeRefusedException when the store does not say that it did
     */
    void carryOver(Map<String, Rewritten> rewritten, Instant now) {
        Set<String> held = onBranches(rewritten.keySet());
        rewritten.forEach((old, file) -> {
            String location = file.file().location();
            Optional<Retention> retention =
                    locks.retention(old).filter(lock -> lock.until().isAfter(now));
            require(retention.isEmpty() || locks.retain(location, retention.get()), location);
            require(!held.contains(old) || locks.hold(location), location);
        });
    }

    private static void require(boolean locked, String location) {
        if (!locked) {
            throw new ChangeRefusedException("Cannot erase: the store does not say that " + location
                    + " is locked as the file it replaces. Check the rights to put and get retentions and legal holds.");
        }
    }

    /**
     * Takes the legal hold off objects that no branch of a hold needs any more.
     *
     * @return whether there were any
     */
    boolean release(List<String> locations) {
        Set<String> needed = onBranches(Set.copyOf(locations));
        List<String> free = locations.stream()
                .filter(location -> !needed.contains(location) && locks.isHeld(location))
                .toList();
        free.forEach(locks::release);
        return !free.isEmpty();
    }

    private Set<String> onBranches(Set<String> paths) {
        return HoldBranches.having(table, OpenHolds.of(table), paths).values().stream()
                .flatMap(List::stream)
                .map(DataFile::location)
                .collect(Collectors.toSet());
    }
}
