/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.lock;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * Locks a file that takes the place of others at least as long and as strictly as any of them is, so that a rewrite frees no
 * record. On a store without locks there is nothing to do.
 */
public final class InheritedLocks {

    private InheritedLocks() {}

    /**
     * Locks before the commit that refers to the file.
     *
     * @param origins locations of the files whose rows it has
     * @param now locks that ended by then are not inherited
     * @throws UnlockedException when the store does not say that it is locked
     */
    public static void lock(Table table, String location, Collection<String> origins, Instant now) {
        Optional<ObjectLocks> store = ObjectLocks.of(table.io(), table.location());
        if (store.isPresent()) {
            ObjectLocks locks = store.get();
            Optional<Retention> strongest = origins.stream()
                    .flatMap(origin -> locks.retention(origin).stream())
                    .filter(lock -> lock.until().isAfter(now))
                    .reduce(Retention::strongest);
            if (strongest.isPresent() && !locks.retain(location, strongest.get())) {
                throw UnlockedException.ofRetention(location);
            }
        }
    }
}
