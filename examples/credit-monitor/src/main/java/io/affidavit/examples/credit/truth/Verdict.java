/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.truth;

import io.affidavit.examples.credit.stream.Fault;
import io.affidavit.examples.credit.stream.Model;
import io.affidavit.examples.credit.watch.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was told, held against what there was to tell.
 *
 * @param outcomes one for each planted fault
 * @param spurious incidents that nothing planted explains
 * @param controlClean whether plain counts show nothing of the control either
 */
public record Verdict(List<Outcome> outcomes, List<Told> spurious, boolean controlClean) {
    /** How long the monitor keeps windows open for late events, by default. */
    private static final Duration LATENESS = Duration.ofMinutes(1);

    public Verdict {
        outcomes = List.copyOf(outcomes);
        spurious = List.copyOf(spurious);
    }

    /**
     * What became of one fault.
     *
     * @param significant the hour in which plain counts show it
     * @param found the first version of the incident that its monitor raised
     */
    public record Outcome(Fault fault, Optional<Hour> significant, Optional<Told> found) {

        /** Whether it was found in the very hour in which it became significant. */
        public boolean inTime() {
            return significant.isPresent() && foundIn().equals(significant);
        }

        /** The hour in which it was found. */
        public Optional<Hour> foundIn() {
            return found.map(told -> Hour.of(told.incident().windowStart()));
        }

        /** The moment of event time at which it could be told. */
        public Optional<Instant> toldAt() {
            return found.map(Verdict::moment);
        }
    }

    /** Judges what was told. */
    public static Verdict of(PlainCounts counts, List<Told> first) {
        List<Outcome> outcomes = Arrays.stream(Fault.values())
                .map(fault -> new Outcome(fault, counts.significant(fault), found(fault, first)))
                .toList();
        List<Told> spurious =
                first.stream().filter(told -> explanation(told).isEmpty()).toList();
        return new Verdict(outcomes, spurious, counts.clean(Model.CONTROL));
    }

    private static Optional<Told> found(Fault fault, List<Told> first) {
        return first.stream()
                .filter(told -> explanation(told).filter(fault::equals).isPresent())
                .filter(told -> told.incident().monitor().equals(fault.monitor()))
                .findFirst();
    }

    /** The planted fault that explains an incident: one of its model that had begun. */
    public static Optional<Fault> explanation(Told told) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.model().text().equals(told.model()))
                .filter(fault -> !told.incident().lastSeen().isBefore(fault.begin()))
                .findFirst();
    }

    /**
     * The moment of event time by which an incident could be told: at once if that is how it came, else when its first window
     * was over. A version that a reader hears of may stand for several, of which the last was kept.
     */
    public static Instant moment(Told told) {
        return told.incident().provisional()
                ? told.incident().lastSeen()
                : Hour.of(told.incident().windowStart()).end().plus(LATENESS);
    }

    /** How many incidents the control raised. */
    public long ofControl() {
        return spurious.stream()
                .filter(told -> told.model().equals(Model.CONTROL.text()))
                .count();
    }

    /** What is not as it should be, a sentence each; empty where all is. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String name = outcome.fault().name().toLowerCase(Locale.ROOT);
            if (outcome.significant().isEmpty()) {
                complaints.add(name + " never becomes significant in these decisions: give more rows");
            } else if (outcome.found().isEmpty()) {
                complaints.add(name + " was not found");
            } else if (!outcome.inTime()) {
                complaints.add(name + " was found in the hour from "
                        + outcome.foundIn().orElseThrow().start() + ", not in that from "
                        + outcome.significant().orElseThrow().start());
            }
        }
        for (Told told : spurious) {
            complaints.add(
                    "nothing planted explains incident " + told.incident().id() + " of monitor "
                            + told.incident().monitor() + " (" + told.incident().kind() + ") for model "
                            + told.model());
        }
        return complaints;
    }
}
