/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.core.identity.RowChecksum;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The checksum of each window of one tier. */
final class WindowSums {

    private static final RowChecksum NOTHING = new RowChecksum();

    private final Map<Long, RowChecksum> sums = new HashMap<>();

    void add(long window, Sighting sighting) {
        sums.computeIfAbsent(window, w -> new RowChecksum()).add(sighting.key(), sighting.rowHash());
    }

    /** Adds every row of others. */
    void merge(WindowSums others) {
        others.sums.forEach((window, sum) ->
                sums.computeIfAbsent(window, w -> new RowChecksum()).merge(sum));
    }

    RowChecksum of(long window) {
        return sums.getOrDefault(window, NOTHING);
    }

    Set<Long> windows() {
        return sums.keySet();
    }

    RowChecksum total() {
        RowChecksum total = new RowChecksum();
        sums.values().forEach(total::merge);
        return total;
    }
}
