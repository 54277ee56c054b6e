/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** Reads runs of digit groups and lets each detector of numbers look at them, the most certain kinds first. */
final class Numbers {

    private static final int FEWEST_DIGITS = 7;

    private final NumberRun run = new NumberRun();

    /** Looks at a digit, a plus or a bracket that begins a number; returns where to go on. */
    int at(char[] text, int from, int at, int to, int evidence, Hits hits) {
        run.read(text, from, at, to);
        int groups = run.groups;
        if (groups == 0 || run.digits(0, groups - 1) < (groups >= 4 ? 4 : FEWEST_DIGITS)) {
            return run.end;
        }
        if (uuid()) {
            return run.end;
        }
        setDatesAside(text);
        int near = Context.before(text, from, run.start);
        int said = near == Evidence.NONE ? evidence : near;
        Ipv4.find(text, to, run, said, hits);
        Cards.find(text, run, said, hits);
        SocialSecurity.find(text, run, said, hits);
        return Math.max(run.end, Phones.find(text, from, to, run, said, hits));
    }

    /** RFC 9562 text form, where every digit happens to be decimal. */
    private boolean uuid() {
        return run.groups == 5
                && run.length(0) == 8
                && run.length(1) == 4
                && run.length(2) == 4
                && run.length(3) == 4
                && run.length(4) == 12;
    }

    private void setDatesAside(char[] text) {
        for (int i = 0; i + 2 < run.groups; i++) {
            if (run.separators[i + 1] == run.separators[i + 2] && run.separators[i + 1] != ' ' && date(text, i)) {
                run.use(i, i + 2);
            }
        }
    }

    private boolean date(char[] text, int i) {
        boolean shape = run.length(i + 1) <= 2
                && ((run.length(i) == 4 && run.length(i + 2) <= 2) || (run.length(i) <= 2 && run.length(i + 2) == 4));
        if (!shape) {
            return false;
        }
        int year = run.value(text, run.length(i) == 4 ? i : i + 2);
        int middle = run.value(text, i + 1);
        int other = run.value(text, run.length(i) == 4 ? i + 2 : i);
        boolean month = middle <= 12 || other <= 12;
        return year >= 1850 && year <= 2150 && month && middle <= 31 && other <= 31;
    }
}
