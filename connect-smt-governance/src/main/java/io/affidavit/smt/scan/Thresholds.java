/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.Comparator;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.ConcurrentHashMap;

/** How sure a finding must be, by label: the longest id or prefix that covers the label counts. Safe for concurrent use. */
public final class Thresholds {

    private final int fallback;
    private final Map<String, Integer> byPrefix;
    private final Map<Label, Integer> known = new ConcurrentHashMap<>();

    private Thresholds(int fallback, Map<String, Integer> byPrefix) {
        this.fallback = fallback;
        this.byPrefix = Map.copyOf(byPrefix);
    }

    /**
     * @param minimumScore from 1 to 100
     */
    public static Thresholds of(int minimumScore) {
        return new Thresholds(minimumScore, Map.of());
    }

    /**
     * @param fallback for labels that nothing covers; from 1 to 100
     * @param byPrefix scores by label ids or prefixes such as {@code secret}
     */
    public static Thresholds of(int fallback, Map<String, Integer> byPrefix) {
        return new Thresholds(fallback, byPrefix);
    }

    /** Whether a finding of this score is sure enough. */
    public boolean keep(Label label, int score) {
        return score >= (byPrefix.isEmpty() ? fallback : known.computeIfAbsent(label, this::minimum));
    }

    private int minimum(Label label) {
        return byPrefix.entrySet().stream()
                .filter(entry -> Labels.covers(entry.getKey(), label))
                .max(Comparator.comparingInt(
                        (Entry<String, Integer> entry) -> entry.getKey().length()))
                .map(Entry::getValue)
                .orElse(fallback);
    }
}
