/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/**
 * Finds telephone numbers: international ones (ITU-T E.164) by their plus, North American ones by their shape, all others
 * by their shape together with a word that names them.
 */
final class Phones {

    private static final int MOST_DIGITS = 15;
    private static final int FEWEST_DIGITS = 7;
    private static final int INTERNATIONAL_FEWEST = 8;
    private static final int PLANNED_FEWEST = 9;
    private static final int MOST_GROUPS = 7;
    private static final int EXTENSION_DIGITS = 6;

    private final PhonePlans plans = new PhonePlans();

    void reset() {
        plans.reset();
    }

    /** Returns the end of the last number with its extension, or 0. */
    int find(char[] text, int from, int to, NumberRun run, int said, int evidence, Hits hits) {
        int reached = 0;
        int first = 0;
        while (first < run.groups) {
            if (!run.free(first, first)) {
                first++;
                continue;
            }
            int last = last(run, first);
            int score = score(text, from, run, first, last, said);
            if (score > 0 && score < Scores.EVEN) {
                score += planned(text, from, to, run, first, last, said, evidence);
            }
            if (score >= Scores.EVEN) {
                int start = first == 0 ? run.start : run.bracketed == first ? run.starts[first] - 1 : run.starts[first];
                reached = extension(text, run.ends[last], to);
                hits.add(start, reached, Labels.PHONE, Math.min(score, Scores.CERTAIN));
                run.use(first, last);
            }
            first = last + 1;
        }
        return reached;
    }

    /** What the numbering plans add to a number that its shape alone does not show. */
    private int planned(char[] text, int from, int to, NumberRun run, int first, int last, int said, int evidence) {
        boolean alone = run.start == from
                && run.ends[last] == to
                && (evidence & Evidence.NAMED) == 0
                && (said & ~Evidence.PHONE) == 0;
        boolean trunk = text[run.starts[first]] == '0' && last > first && run.digits(first, last) >= PLANNED_FEWEST;
        boolean asked = alone || (trunk && said == Evidence.NONE && !run.attachedLeft && !run.attachedRight);
        return asked && plans.national(text, run.starts[first], run.ends[last]) ? Scores.CONTEXT : 0;
    }

    /** The last group that may belong to the number that begins at {@code first}. */
    private static int last(NumberRun run, int first) {
        int last = first;
        int digits = run.length(first);
        while (last + 1 < run.groups
                && run.free(last + 1, last + 1)
                && last - first + 1 < MOST_GROUPS
                && digits + run.length(last + 1) <= MOST_DIGITS
                && !(run.separators[last + 1] == ' ' && last - first >= 2 && complete(run, first, last))) {
            last++;
            digits += run.length(last);
        }
        return last;
    }

    /** A number written with dots or dashes ends at a blank. */
    private static boolean complete(NumberRun run, int first, int last) {
        char by = run.separators[last];
        return (by == '.' || by == '-') && run.separators[last - 1] == by && run.digits(first, last) >= FEWEST_DIGITS;
    }

    private static int score(char[] text, int from, NumberRun run, int first, int last, int said) {
        int digits = run.digits(first, last);
        if (digits < FEWEST_DIGITS
                || digits > MOST_DIGITS
                || money(text, from, run, first)
                || monotone(text, run, first, last)) {
            return 0;
        }
        if (run.plus && first == 0) {
            boolean shape = digits >= INTERNATIONAL_FEWEST && text[run.starts[0]] != '0';
            boolean american = text[run.starts[0]] == '1' && digits != 11;
            return !shape ? Scores.POOR : american ? Scores.LIKELY : Scores.STRONG;
        }
        int score = shape(text, run, first, last, digits);
        if ((said & Evidence.PHONE) != 0) {
            score += years(text, run, first, last) ? 0 : Scores.CONTEXT;
        } else if ((said & ~Evidence.VERSION) != 0) {
            score -= Scores.POOR;
        }
        boolean attached = (first == 0 && run.attachedLeft) || (last == run.groups - 1 && run.attachedRight);
        return attached ? score - Scores.WEAK : score;
    }

    private static int shape(char[] text, NumberRun run, int first, int last, int digits) {
        int groups = last - first + 1;
        char lead = text[run.starts[first]];
        if (american(text, run, first, last, digits)) {
            if (run.bracketed >= first && run.bracketed <= last) {
                return Scores.CHECKED;
            }
            char by = run.separators[last];
            return by == '-' || by == '.' ? Scores.LIKELY : Scores.WEAK;
        }
        if (lead == '0' && digits >= 9 && groups >= 3 && digits <= 12 && !even(run, first, last)) {
            return text[run.starts[first] + 1] == '0' ? Scores.WEAK : Scores.EVEN;
        }
        if (run.bracketed == first && digits >= 8 && groups >= 2) {
            return lead == '0' ? Scores.LIKELY : Scores.WEAK;
        }
        return Scores.POOR;
    }

    /** Three, three and four digits, area and exchange from 2 to 9, perhaps behind a 1. */
    private static boolean american(char[] text, NumberRun run, int first, int last, int digits) {
        int i = digits == 11 && run.length(first) == 1 && text[run.starts[first]] == '1' ? first + 1 : first;
        return last - i == 2
                && run.length(i) == 3
                && run.length(i + 1) == 3
                && run.length(i + 2) == 4
                && text[run.starts[i]] >= '2'
                && text[run.starts[i + 1]] >= '2'
                && run.separators[i + 1] != '/'
                && run.separators[i + 2] != '/';
    }

    /** Groups of four throughout are dumps and codes. */
    private static boolean even(NumberRun run, int first, int last) {
        for (int i = first; i <= last; i++) {
            if (run.length(i) != 4) {
                return false;
            }
        }
        return true;
    }

    private static boolean years(char[] text, NumberRun run, int first, int last) {
        return last == first + 1
                && run.length(first) == 4
                && run.length(last) == 4
                && run.value(text, first) >= 1900
                && run.value(text, first) <= run.value(text, last)
                && run.value(text, last) <= 2100;
    }

    private static boolean money(char[] text, int from, NumberRun run, int first) {
        int before = (first == 0 ? run.start : run.starts[first]) - 1;
        return before >= from && (text[before] == '$' || text[before] == '\u20ac' || text[before] == '\u00a3');
    }

    private static boolean monotone(char[] text, NumberRun run, int first, int last) {
        char digit = text[run.starts[first]];
        for (int i = run.starts[first]; i < run.ends[last]; i++) {
            if (Chars.digit(text[i]) && text[i] != digit) {
                return false;
            }
        }
        return true;
    }

    /** The end including an extension such as {@code x12} or {@code ext. 12}. */
    private static int extension(char[] text, int end, int to) {
        int i = end;
        if (i < to && text[i] == ' ') {
            i++;
        }
        if (Chars.startsWithIgnoreCase(text, i, to, "ext")) {
            i += 3;
            if (i < to && text[i] == '.') {
                i++;
            }
        } else if (i < to && text[i] == 'x') {
            i++;
        } else {
            return end;
        }
        if (i < to && text[i] == ' ') {
            i++;
        }
        int stop = Chars.runEnd(text, i, Math.min(to, i + EXTENSION_DIGITS), Chars.DIGIT);
        return stop > i && (stop >= to || !Chars.is(text[stop], Chars.WORD)) ? stop : end;
    }
}
