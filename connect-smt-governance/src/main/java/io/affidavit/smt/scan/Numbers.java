/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** Reads runs of digit groups and lets each detector of numbers look at them, the most certain kinds first. */
final class Numbers {

    private static final int FEWEST_DIGITS = 7;
    private static final int HOUSE_DIGITS = 6;

    private final NumberRun run = new NumberRun();
    private final Context context;
    private final Identifiers identifiers;
    private final Codes codes;
    private final Phones phones = new Phones();

    Numbers(Context context, Identifiers identifiers, Codes codes) {
        this.context = context;
        this.identifiers = identifiers;
        this.codes = codes;
    }

    void reset() {
        phones.reset();
    }

    /** Looks at a digit, a plus or a bracket that begins a number; returns where to go on. */
    int at(char[] text, int from, int at, int to, int evidence, Hits hits) {
        run.read(text, from, at, to);
        int groups = run.groups;
        if (groups == 0 || uuid()) {
            return run.end;
        }
        int house = house(text, to, hits);
        if (house > 0) {
            return house;
        }
        int digits = run.digits(0, groups - 1);
        if (digits < 4) {
            return run.end;
        }
        int near = context.before(text, from, run.start);
        int said = near == Evidence.NONE ? evidence & ~Evidence.NAMED : near;
        dates(text, said, hits);
        int reached = run.end;
        if (digits >= FEWEST_DIGITS || groups >= 4) {
            if (run.dotted) {
                Ipv4.find(text, to, run, said, hits);
            }
            Cards.find(text, run, said, hits);
            if (!run.anyFree()) {
                return reached;
            }
            reached = Math.max(reached, identify(text, from, to, evidence, hits));
            SocialSecurity.find(text, run, said, hits);
            reached = Math.max(reached, phones.find(text, from, to, run, said, evidence, hits));
        } else {
            reached = Math.max(reached, identify(text, from, to, evidence, hits));
        }
        if (hits.reached() <= run.start && !run.plus && run.bracketed < 0 && run.free(0, 0)) {
            reached = Math.max(reached, codes.at(text, from, run.start, to, evidence & ~Evidence.NAMED, near, hits));
        }
        return reached;
    }

    private int house(char[] text, int to, Hits hits) {
        int end = run.ends[0];
        boolean number = !run.plus && run.bracketed != 0 && run.length(0) <= HOUSE_DIGITS && !run.attachedLeft;
        return number && end + 1 < to && text[end] == ' ' && !Chars.digit(text[end + 1])
                ? PostalAddresses.atNumber(text, run.starts[0], end, to, hits)
                : 0;
    }

    private int identify(char[] text, int from, int to, int evidence, Hits hits) {
        int reached = 0;
        for (int i = 0; i < run.groups; i++) {
            if (run.plus || !run.free(i, i) || run.starts[i] < reached) {
                continue;
            }
            int start = run.starts[i];
            int end = identifiers.at(text, from, run, i, to, evidence, hits);
            for (int j = i; j < run.groups && run.ends[j] <= end; j++) {
                run.use(j, j);
            }
            reached = Math.max(reached, end > start ? end : 0);
        }
        return reached;
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

    /** Days are no numbers of other kinds; those of a birth are found. */
    private void dates(char[] text, int said, Hits hits) {
        boolean birth = (said & Evidence.BIRTH) != 0;
        for (int i = 0; i + 2 < run.groups; i++) {
            if (Birthdays.date(text, run, i) || (birth && Birthdays.shortDate(run, i))) {
                run.use(i, i + 2);
                if (birth) {
                    hits.add(run.starts[i], run.ends[i + 2], Labels.BIRTH_DATE, Scores.STRONG);
                }
            }
        }
    }
}
