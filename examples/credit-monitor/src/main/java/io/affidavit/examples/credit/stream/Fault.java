/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.stream;

import java.time.DayOfWeek;
import java.time.Instant;

/** What is wrong, from when on, and which monitor is there to find it. */
public enum Fault {
    /** Two of five women who would be approved are denied by an extra rule; scores are as before. */
    DISPARATE_IMPACT(
            Model.CAR_LOAN,
            "credit.disparity",
            Week.at(DayOfWeek.TUESDAY, 10, 20),
            "disparate impact: an extra rule denies women who pass the score"),
    /** A new version goes live whose scores are far too high. */
    BAD_FINE_TUNE(
            Model.CARD_LIMIT,
            "credit.new-version",
            Week.at(DayOfWeek.WEDNESDAY, 9, 5),
            "bad fine-tune: version 2025.05-ft1 approves nearly everybody"),
    /** A script asks for decisions while nobody is at the desk. */
    AFTER_HOURS(
            Model.OVERDRAFT,
            "credit.after-hours",
            Week.at(DayOfWeek.THURSDAY, 22, 40),
            "after-hours use: a script asks for decisions at night");

    private final Model model;
    private final String monitor;
    private final Instant begin;
    private final String text;

    Fault(Model model, String monitor, Instant begin, String text) {
        this.model = model;
        this.monitor = monitor;
        this.begin = begin;
        this.text = text;
    }

    public Model model() {
        return model;
    }

    /** Id of the monitor in {@code monitors.yml} that is to find it. */
    public String monitor() {
        return monitor;
    }

    /** When it begins, in event time. */
    public Instant begin() {
        return begin;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
