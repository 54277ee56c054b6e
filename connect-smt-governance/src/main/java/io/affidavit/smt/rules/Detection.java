/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import io.affidavit.smt.scan.AllowList;
import io.affidavit.smt.scan.Finder;
import io.affidavit.smt.scan.Hits;
import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import io.affidavit.smt.scan.TextScanner;
import io.affidavit.smt.scan.Thresholds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Everything that decides what counts as a finding. Safe for concurrent use; what it makes belongs to one thread. */
public final class Detection implements AutoCloseable {

    private final Thresholds thresholds;
    private final AllowList allowed;
    private final CustomRules rules;
    private final List<ChosenDetector> detectors;

    private Detection(Thresholds thresholds, AllowList allowed, CustomRules rules, List<ChosenDetector> detectors) {
        this.thresholds = thresholds;
        this.allowed = allowed;
        this.rules = rules;
        this.detectors = List.copyOf(detectors);
    }

    /** The built-in scanner alone. */
    public static Detection of(int minimumScore) {
        return new Detection(Thresholds.of(minimumScore), AllowList.NONE, CustomRules.NONE, List.of());
    }

    /**
     * The built-in scanner with all that configuration adds; starts the detectors.
     *
     * @throws IllegalArgumentException with a message that fits behind a colon, if a detector cannot be used
     */
    public static Detection of(
            Thresholds thresholds, AllowList allowed, CustomRules rules, List<DetectorChoice> choices) {
        List<ChosenDetector> started = new ArrayList<>();
        try {
            for (DetectorChoice choice : choices) {
                started.add(Detectors.start(choice.name(), choice.settings()));
            }
        } catch (RuntimeException e) {
            started.forEach(chosen -> chosen.detector().close());
            throw e;
        }
        return new Detection(thresholds, allowed, rules, started);
    }

    /** Whether anything finds beside the built-in scanner. */
    public boolean extended() {
        return !rules.isEmpty() || !detectors.isEmpty();
    }

    /** Every label that can be found beside the built-in ones. */
    public Set<Label> labels() {
        Set<Label> labels = new HashSet<>(rules.labels());
        detectors.forEach(chosen -> labels.addAll(chosen.labels()));
        return labels;
    }

    /** Whether some label that can be found has this id or continues it after a dot. */
    public boolean knows(String idOrPrefix) {
        return Labels.known(idOrPrefix) || labels().stream().anyMatch(label -> Labels.covers(idOrPrefix, label));
    }

    /** The document that own rules were read from; empty for none. */
    public String rulesDocument() {
        return rules.document();
    }

    /** An empty collection that keeps what is sure enough. */
    public Hits hits() {
        return new Hits(thresholds);
    }

    /**
     * A scanner for one thread.
     *
     * @param path tells the names to the text that is scanned, when asked
     * @param mostHits findings in one text beyond which it counts as not looked through
     */
    public TextScanner scanner(Supplier<List<String>> path, int mostHits) {
        List<Finder> finders = new ArrayList<>(rules.finders(path, mostHits));
        detectors.forEach(chosen -> finders.add(new DetectorFinder(chosen, path, mostHits)));
        Finder all = finders.isEmpty()
                ? Finder.NONE
                : (text, from, to, hits) -> finders.forEach(finder -> finder.find(text, from, to, hits));
        return new TextScanner(all, allowed);
    }

    @Override
    public void close() {
        detectors.forEach(chosen -> chosen.detector().close());
    }
}
