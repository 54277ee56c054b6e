/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import static io.affidavit.core.policy.MonitorInput.GROUP;
import static io.affidavit.core.policy.MonitorInput.SCORE;
import static io.affidavit.core.policy.MonitorInput.SUBJECT;
import static io.affidavit.core.policy.MonitorInput.TOOL;
import static io.affidavit.core.policy.MonitorInput.VALUE;
import static io.affidavit.core.policy.MonitorInput.VERSION;
import static io.affidavit.core.policy.MonitorParameters.choice;
import static io.affidavit.core.policy.MonitorParameters.duration;
import static io.affidavit.core.policy.MonitorParameters.number;
import static io.affidavit.core.policy.MonitorParameters.whole;

import io.affidavit.core.shape.MembersShape;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The detectors a monitor can have, and what each must be told. */
@SuppressWarnings("ImmutableEnumChecker") // the sets and shapes are immutable, which their types do not say
public enum MonitorKind {
    ADWIN(
            Set.of(VALUE),
            Outcome.MAYBE,
            MonitorParameters.of(number("delta", 1e-12, 0.5, "Chance of a false change at one check."))),
    PAGE_HINKLEY(
            Set.of(VALUE),
            Outcome.MAYBE,
            MonitorParameters.of(
                    choice("direction", "Which changes of the mean count.", "up", "down", "both"),
                    whole("minimum", 1, 1_000_000, "Values before the first detection."),
                    number("delta", 0, 1e9, "Change of the mean that is tolerated."),
                    number("lambda", 1e-9, 1e12, "Height of the test that counts as a change."),
                    number("alpha", 0.5, 1, "Weight of the past; 1 forgets nothing."))),
    EWMA(
            Set.of(VALUE),
            Outcome.MAYBE,
            MonitorParameters.of(
                    number("lambda", 0.001, 1, "Weight of the latest window's mean; 0.2 by default."),
                    number("width", 0.1, 20, "Width of the limits in standard deviations; 3 by default."),
                    whole(
                            "learning",
                            2,
                            1_000_000,
                            "Windows from which mean and deviation are learnt; 30 by default."))),
    PSI(Set.of(VALUE), Outcome.NEVER, MonitorParameters.drift()),
    JENSEN_SHANNON(Set.of(VALUE), Outcome.NEVER, MonitorParameters.drift()),
    CATEGORIES(
            Set.of(VALUE),
            Outcome.NEVER,
            MonitorParameters.of(
                    whole("learning", 30, 1_000_000, "Values of the reference; 1000 by default."),
                    whole("minimum", 10, 1_000_000, "Fewest values of a window."),
                    number("significance", 1e-9, 0.5, "Largest p-value that counts."),
                    number("warn", 0.001, 1, "Change of a share from which it is worth a look."),
                    number("alert", 0.001, 1, "Change of a share from which it is a finding."),
                    number("unseen", 0.0001, 1, "Share of unseen categories from which it is a finding."))),
    QUANTILE(
            Set.of(VALUE),
            Outcome.NEVER,
            MonitorParameters.of(
                    number("quantile", 0.001, 0.999, "Which quantile; 0.95 by default."),
                    number("limit", -1e15, 1e15, "The value it must not exceed; without it a reference is learnt."),
                    whole("learning", 30, 1_000_000, "Values of the reference; 1000 by default."),
                    number("warn", 1.001, 1e6, "Ratio to the reference from which it is worth a look."),
                    number("alert", 1.001, 1e6, "Ratio to the reference from which it is a finding."),
                    number("significance", 1e-9, 0.5, "Largest p-value that counts."),
                    whole("minimum", 1, 1_000_000, "Fewest values of a window."))),
    IMPACT_RATIO(Set.of(VALUE, GROUP), Outcome.ALWAYS, MonitorParameters.fairness()),
    SCORING_RATE(Set.of(VALUE, GROUP), Outcome.NEVER, MonitorParameters.fairness()),
    VERSION_CHANGE(
            Set.of(VALUE, VERSION),
            Outcome.ALWAYS,
            MonitorParameters.of(
                    whole("sample", 30, 100_000, "Decisions of either version that are compared; 500 by default."),
                    number("effect", 0, 0.99, "Change of the favourable rate from which it is a finding."),
                    number("significance", 1e-9, 0.5, "Largest p-value that counts."),
                    number("psi", 0.01, 10, "Population stability index of the scores from which it is a finding."))),
    RATE(Set.of(), Outcome.NEVER, MonitorParameters.anomaly()),
    SPEND(Set.of(VALUE), Outcome.NEVER, MonitorParameters.anomaly(MonitorParameters.unit())),
    TOOL_SEQUENCE(
            Set.of(TOOL),
            Outcome.NEVER,
            MonitorParameters.of(
                    whole("length", 1, 8, "Calls of a sequence; 3 by default."),
                    whole("learning", 8, 1_000_000, "Calls of an agent from which its sequences are learnt."))),
    REPEATED_DENIALS(
            Set.of(SUBJECT),
            Outcome.NEVER,
            MonitorParameters.of(
                    whole("limit", 2, 1_000, "Denials of one subject from which it is a finding; 5 by default."),
                    duration("within", "How much event time they are counted over; 10m by default."))),
    MISSING_APPROVAL(
            Set.of(SUBJECT),
            Outcome.NEVER,
            MonitorParameters.of(duration("within", "How long an approval may take in event time; 15m by default."))),
    HOURS(
            Set.of(),
            Outcome.NEVER,
            MonitorParameters.of(
                    whole("from", 0, 23, "First hour of work, in the document's time zone; 8 by default."),
                    whole("to", 1, 24, "Hour at which work ends; 18 by default."),
                    choice("weekends", "Whether weekends are days of work; no by default.", "yes", "no"),
                    MonitorParameters.word("calendar", "Name of the holidays that are no days of work."),
                    whole("limit", 1, 1_000_000_000, "Records out of hours in one window that count; 1 by default.")));

    private final Set<MonitorInput> needed;
    private final Outcome outcome;
    private final MembersShape parameters;

    MonitorKind(Set<MonitorInput> needed, Outcome outcome, MembersShape parameters) {
        this.needed = needed;
        this.outcome = outcome;
        this.parameters = parameters;
    }

    /** As documents write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Inputs without which it cannot work. */
    Set<MonitorInput> needed() {
        return needed;
    }

    /** Inputs it can use. */
    Set<MonitorInput> known() {
        Set<MonitorInput> known = EnumSet.noneOf(MonitorInput.class);
        known.addAll(needed);
        if (this == TOOL_SEQUENCE) {
            known.add(SUBJECT);
        } else if (this == VERSION_CHANGE) {
            known.add(SCORE);
        }
        return known;
    }

    Outcome outcome() {
        return outcome;
    }

    /** Whether it compares groups. */
    boolean comparesGroups() {
        return needed.contains(GROUP);
    }

    /** Whether it puts numbers into bins. */
    boolean binsNumbers() {
        return this == PSI || this == JENSEN_SHANNON || this == VERSION_CHANGE;
    }

    MembersShape parameters() {
        return parameters;
    }

    /** Whether the value is an outcome, so that favourable values must be named. */
    enum Outcome {
        NEVER,
        MAYBE,
        ALWAYS
    }
}
