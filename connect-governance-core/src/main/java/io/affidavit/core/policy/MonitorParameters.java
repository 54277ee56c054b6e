/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import io.affidavit.core.config.Durations;
import io.affidavit.core.shape.Member;
import io.affidavit.core.shape.MembersShape;
import io.affidavit.core.shape.TextShape;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;

/** The forms that parameters of detectors may have. */
final class MonitorParameters {

    private static final String NUMBER = "-?(0|[1-9]\\d{0,14})(\\.\\d{1,15})?([eE][+-]?\\d{1,3})?";
    private static final String WHOLE = "0|[1-9]\\d{0,8}";
    private static final String DURATION = "[0-9A-Za-z. ]{1,30}";

    private MonitorParameters() {}

    /** A number from a range, both ends included. */
    static Member number(String name, double least, double most, String doc) {
        return Member.optional(
                name,
                TextShape.matching("a number from " + plain(least) + " to " + plain(most), NUMBER)
                        .where(text -> within(Double.parseDouble(text), least, most))
                        .orNumber(),
                doc);
    }

    /** A whole number from a range, both ends included. */
    static Member whole(String name, int least, int most, String doc) {
        return Member.optional(
                name,
                TextShape.matching("a whole number from " + least + " to " + most, WHOLE)
                        .where(text -> within(Integer.parseInt(text), least, most))
                        .orNumber(),
                doc);
    }

    static Member duration(String name, String doc) {
        return Member.optional(name, duration(), doc);
    }

    static Member choice(String name, String doc, String... choices) {
        return Member.optional(name, TextShape.oneOf(List.of(choices)), doc);
    }

    static Member word(String name, String doc) {
        return Member.optional(
                name,
                TextShape.matching("a letter or _, then up to 63 letters, digits or _", "[A-Za-z_][A-Za-z0-9_]{0,63}"),
                doc);
    }

    /** Of detectors that compare a window's numbers with a reference. */
    static MembersShape drift() {
        return of(
                whole("learning", 100, 1_000_000, "Values of the reference, where the document gives none."),
                whole("minimum", 10, 1_000_000, "Fewest values of a window."),
                number("warn", 0.001, 100, "Distance from which it is worth a look."),
                number("alert", 0.001, 100, "Distance from which it is a finding."));
    }

    /** Of detectors that compare groups. */
    static MembersShape fairness() {
        return of(
                number("threshold", 0.01, 1, "Ratio to the most favoured group under which it is a finding."),
                number("warn", 0.01, 1, "Ratio under which it is worth a look."),
                number("significance", 1e-9, 0.5, "Largest p-value that counts, before it is divided by the groups."),
                whole("minimum", 1, 1_000_000, "Fewest records of a group."),
                number("share", 0, 0.5, "Smallest share of a group that is compared."));
    }

    /** Of detectors that learn what is usual in a window. */
    static MembersShape anomaly(Member... more) {
        List<Member> members = new ArrayList<>(List.of(more));
        members.add(whole("learning", 5, 10_000, "Windows from which the usual is learnt; 24 by default."));
        members.add(number("lambda", 0.001, 0.999, "Weight of the latest window in the usual; 0.05 by default."));
        members.add(number("significance", 1e-15, 0.5, "Largest chance that counts."));
        members.add(number("ratio", 1.001, 1e9, "Smallest ratio to the usual that counts; 2 by default."));
        members.add(choice("direction", "Which changes count; both by default.", "up", "down", "both"));
        return new MembersShape(members);
    }

    /** Of amounts. */
    static Member unit() {
        return number("unit", 1e-9, 1e9, "Smallest amount that matters; 0.01 by default.");
    }

    static MembersShape of(Member... members) {
        return MembersShape.of(members);
    }

    static TextShape duration() {
        return TextShape.matching("a positive duration such as 30s, 15m, 12h or 7d", DURATION)
                .where(MonitorParameters::positive);
    }

    @SuppressWarnings("UnusedException") // what is no duration is an answer
    private static boolean positive(String text) {
        try {
            return Durations.parse(text).toMillis() > 0;
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    private static boolean within(double number, double least, double most) {
        return number >= least && number <= most;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
