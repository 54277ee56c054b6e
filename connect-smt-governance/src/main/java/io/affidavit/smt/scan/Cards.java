/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** Finds payment card numbers, ISO/IEC 7812: issuer ranges and lengths, the Luhn check digit, the printed grouping. */
final class Cards {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 19;
    private static final int MOST_GROUPS = 5;
    private static final int NO_ISSUER = 0;
    /** A scheme with a published range, at one of its lengths. */
    private static final int SCHEME = 2;
    /** A range shared with other numbers. */
    private static final int LOOSE = 1;

    /** By first digit, whether an issuer's range begins with it: most numbers of other kinds are told apart by that. */
    private static final boolean[] ISSUED = issued();

    private Cards() {}

    static void find(char[] text, NumberRun run, int said, Hits hits) {
        boolean named = (said & Evidence.CARD) != 0;
        for (int i = 0; i < run.groups; i++) {
            boolean possible = run.free(i, i) && (named || ISSUED[text[run.starts[i]] - '0']);
            if (!possible || (i > 0 && run.length(i) == 1 && run.length(i - 1) == 1)) {
                // digits written one by one are one number
                continue;
            }
            int last = longest(run, i);
            int first = run.digits(i, last) < SHORTEST ? 0 : firstSix(text, run.starts[i]);
            for (int j = last; j >= i; j--) {
                int digits = run.digits(i, j);
                if (digits < SHORTEST) {
                    break;
                }
                if (digits <= LONGEST && run.free(i, j) && !decimal(run, i, j)) {
                    int score = score(text, run, i, j, digits, first, said);
                    if (score >= Scores.EVEN) {
                        hits.add(run.starts[i], run.ends[j], Labels.CARD, score);
                        run.use(i, j);
                        break;
                    }
                }
            }
        }
    }

    /** The last group that one separator joins to the first within the longest number. */
    private static int longest(NumberRun run, int first) {
        int last = first;
        int digits = run.length(first);
        boolean spaced = run.length(first) == 1;
        while (last + 1 < run.groups && (spaced || last - first < MOST_GROUPS)) {
            char by = run.separators[last + 1];
            boolean same = (by == ' ' || by == '-') && (last == first || by == run.separators[first + 1]);
            digits += run.length(last + 1);
            boolean fits = spaced ? run.length(last + 1) == 1 : run.length(last) >= 3;
            if (!same || digits > LONGEST || !fits) {
                break;
            }
            last++;
        }
        return last;
    }

    private static boolean decimal(NumberRun run, int first, int last) {
        return run.separators[first] == '.' || run.after(last) == '.';
    }

    private static int score(char[] text, NumberRun run, int first, int last, int digits, int six, int said) {
        int from = run.starts[first];
        int issuer = issuer(six, digits);
        if (issuer == NO_ISSUER && (said & Evidence.CARD) == 0) {
            return 0;
        }
        boolean checked = luhn(text, from, run.ends[last]);
        boolean grouped = last > first;
        boolean regular = grouped && regular(run, first, last);
        int score;
        if (checked && issuer == SCHEME) {
            score = regular ? Scores.STRONG : grouped ? Scores.EVEN : Scores.CHECKED;
        } else if (checked && issuer == LOOSE) {
            score = digits < 15 ? Scores.WEAK : regular ? Scores.LIKELY : grouped ? Scores.WEAK : Scores.EVEN;
        } else if (issuer == SCHEME) {
            boolean printed = regular && run.separators[last] == '-' && digits >= 15;
            score = printed ? Scores.EVEN : Scores.WEAK;
        } else {
            score = grouped && !regular ? 0 : Scores.POOR;
        }
        boolean attached =
                (first == 0 && run.attachedLeft) || (last == run.groups - 1 && run.attachedRight) || run.plus;
        if (attached) {
            score -= Scores.POOR;
        }
        if ((said & Evidence.CARD) != 0) {
            score += Scores.CONTEXT;
        }
        return Math.min(score, Scores.CERTAIN);
    }

    private static boolean regular(NumberRun run, int first, int last) {
        if (last - first == 2 && run.length(first) == 4 && run.length(first + 1) == 6) {
            return run.length(last) == 5 || run.length(last) == 4;
        }
        for (int i = first; i < last; i++) {
            if (run.length(i) != 4) {
                return false;
            }
        }
        return last - first >= 2 && run.length(last) <= 4;
    }

    private static int firstSix(char[] text, int from) {
        int six = 0;
        for (int i = from, seen = 0; seen < 6; i++) {
            if (Chars.digit(text[i])) {
                six = six * 10 + text[i] - '0';
                seen++;
            }
        }
        return six;
    }

    private static int issuer(int six, int digits) {
        int one = six / 100_000;
        int two = six / 10_000;
        int four = six / 100;
        boolean sixteen = digits == 16;
        boolean scheme = (one == 4 && (sixteen || digits == 13 || digits == 19))
                || (sixteen && ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)))
                || (digits == 15 && (two == 34 || two == 37))
                || (digits == 14 && (two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059)))
                || (digits >= 16 && (four == 6011 || two == 65 || two == 62 || (four >= 6440 && four <= 6499)))
                || (digits >= 16 && four >= 3528 && four <= 3589);
        if (scheme) {
            return SCHEME;
        }
        boolean maestro = two == 50 || (two >= 56 && two <= 69);
        boolean others = digits == 15 && (one == 1 || four == 2131 || four == 1800);
        boolean national = sixteen && ((four >= 2200 && four <= 2204) || two == 81 || two == 82 || four == 9792);
        return maestro || others || national ? LOOSE : NO_ISSUER;
    }

    private static boolean[] issued() {
        boolean[] issued = new boolean[10];
        for (int four = 0; four < 10_000; four++) {
            for (int digits = SHORTEST; digits <= LONGEST; digits++) {
                issued[four / 1000] |= issuer(four * 100, digits) != NO_ISSUER;
            }
        }
        return issued;
    }

    private static boolean luhn(char[] text, int from, int to) {
        int sum = 0;
        boolean twice = false;
        boolean zeros = true;
        for (int i = to - 1; i >= from; i--) {
            if (Chars.digit(text[i])) {
                int digit = text[i] - '0';
                zeros &= digit == 0;
                int value = twice ? digit * 2 : digit;
                sum += value > 9 ? value - 9 : value;
                twice = !twice;
            }
        }
        return sum % 10 == 0 && !zeros;
    }
}
