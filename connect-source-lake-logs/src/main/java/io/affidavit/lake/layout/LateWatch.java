/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.layout;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers which objects of the last periods were given, so that those that land later are noticed. Knows only periods
 * that it saw from their first object on; memory is bounded, and the oldest periods are forgotten first.
 */
final class LateWatch {

    private static final int MOST_PERIODS = 24;
    private static final int MOST_NAMES = 100_000;

    private final TreeMap<Long, Set<String>> given = new TreeMap<>();
    private int names;

    /** @param after the object given before this one, or null for the first of a period */
    void gave(long period, String after, String name) {
        Set<String> known = given.get(period);
        if (known == null) {
            if (after != null) {
                return;
            }
            known = new HashSet<>();
            given.put(period, known);
        } else if (after != null && !known.contains(after)) {
            // reading went on from a place that an earlier task had reached
            forget(period);
            return;
        }
        if (known.add(name)) {
            names++;
        }
        while (given.size() > MOST_PERIODS || (names > MOST_NAMES && given.size() > 1)) {
            forget(given.firstKey());
        }
    }

    private void forget(long period) {
        names -= given.remove(period).size();
    }

    /** The periods that can be looked at again. */
    List<Long> periods() {
        return List.copyOf(given.keySet());
    }

    /** Whether an object of a period was not there when it was read; it is then known. */
    boolean isLate(long period, String name) {
        Set<String> known = given.getOrDefault(period, Set.of());
        boolean late = !known.isEmpty() && known.add(name);
        names += late ? 1 : 0;
        return late;
    }
}
