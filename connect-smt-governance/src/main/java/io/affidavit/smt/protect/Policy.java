/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import java.util.Comparator;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.ConcurrentHashMap;

/** Chooses the action for a label: the longest configured id or prefix that covers it, else the default. Thread-safe. */
public final class Policy {

    private final boolean classifies;
    private final Action fallback;
    private final Map<String, Action> byPrefix;
    private final Map<Label, Action> actions = new ConcurrentHashMap<>();

    private Policy(boolean classifies, Action fallback, Map<String, Action> byPrefix) {
        this.classifies = classifies;
        this.fallback = fallback;
        this.byPrefix = Map.copyOf(byPrefix);
    }

    /**
     * @param byPrefix label ids or prefixes such as {@code secret}, and what to do
     */
    public static Policy of(Action fallback, Map<String, Action> byPrefix) {
        return new Policy(false, fallback, byPrefix);
    }

    /** Finds and reports, and changes nothing. */
    public static Policy classify() {
        return new Policy(true, new Keep(), Map.of());
    }

    /** Whether content is meant to stay as it is, so that a finding says nothing about protection. */
    public boolean classifies() {
        return classifies;
    }

    public Action action(Label label) {
        return byPrefix.isEmpty() ? fallback : actions.computeIfAbsent(label, this::choose);
    }

    private Action choose(Label label) {
        return byPrefix.entrySet().stream()
                .filter(entry -> Labels.covers(entry.getKey(), label))
                .max(Comparator.comparingInt(
                        (Entry<String, Action> entry) -> entry.getKey().length()))
                .map(Entry::getValue)
                .orElse(fallback);
    }
}
