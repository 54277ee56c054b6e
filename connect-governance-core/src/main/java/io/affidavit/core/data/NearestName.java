/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the name that a misspelt one was meant to be. */
public final class NearestName {

    private NearestName() {}

    /** The known name that is fewest edits away from {@code name}; empty when none is near. */
    public static Optional<String> of(String name, Stream<String> known) {
        int limit = Math.max(2, name.length() / 4);
        return known.map(candidate -> Map.entry(candidate, distance(name.toLowerCase(Locale.ROOT), candidate)))
                .filter(entry -> entry.getValue() <= limit)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /** Levenshtein distance in two rows. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
