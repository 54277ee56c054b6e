/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** Finds dates of birth: days in numbers, or with the name of the month, that a word such as "born" or "DOB" names. */
final class Birthdays {

    private static final int EARLIEST = 1850;
    private static final int LATEST = 2100;
    private static final int LONGEST = 24;
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private Birthdays() {}

    /** A day in three groups of digits that one separator joins. */
    static boolean date(char[] text, NumberRun run, int i) {
        boolean separated = run.separators[i + 1] == run.separators[i + 2] && run.separators[i + 1] != ' ';
        boolean yearFirst = run.length(i) == 4 && run.length(i + 2) <= 2;
        boolean yearLast = run.length(i) <= 2 && run.length(i + 2) == 4;
        if (!separated || run.length(i + 1) > 2 || !(yearFirst || yearLast)) {
            return false;
        }
        int year = run.value(text, yearFirst ? i : i + 2);
        int middle = run.value(text, i + 1);
        int other = run.value(text, yearFirst ? i + 2 : i);
        return year >= EARLIEST && year <= LATEST + 50 && (middle <= 12 || other <= 12) && middle <= 31 && other <= 31;
    }

    /** A day whose year has two digits, which only a word before it makes one. */
    static boolean shortDate(NumberRun run, int i) {
        return run.length(i) <= 2
                && run.length(i + 1) <= 2
                && run.length(i + 2) == 2
                && run.separators[i + 1] == run.separators[i + 2]
                && run.separators[i + 1] != ' ';
    }

    /** Looks behind the name of a birthday for a date that is written out: May 21, 1952 or 21. Mai 1952. */
    static void written(char[] text, int at, int to, Hits hits) {
        int limit = Math.min(to, at + LONGEST);
        int start = at;
        while (start < limit && !Chars.is(text[start], Chars.WORD)) {
            start++;
        }
        int month = -1;
        int year = -1;
        int i = start;
        while (i < limit && year < 0) {
            int next = Chars.runEnd(text, i, Math.min(to, limit + 4), Chars.WORD);
            if (next == i) {
                i++;
                continue;
            }
            if (Chars.digit(text[i])) {
                year = next - i == 4 ? next : -1;
                if (next - i > 2 && year < 0) {
                    return;
                }
            } else if (month(text, i, next)) {
                month = i;
            } else if (!suffix(text, i, next)) {
                return;
            }
            i = next;
        }
        if (month >= 0 && year > 0) {
            hits.add(start, year, Labels.BIRTH_DATE, Scores.STRONG);
        }
    }

    private static boolean month(char[] text, int from, int to) {
        for (int m = 0; to - from >= 3 && m < MONTHS.length(); m += 3) {
            if (Chars.lower(text[from]) == MONTHS.charAt(m)
                    && Chars.lower(text[from + 1]) == MONTHS.charAt(m + 1)
                    && Chars.lower(text[from + 2]) == MONTHS.charAt(m + 2)) {
                return true;
            }
        }
        return false;
    }

    private static boolean suffix(char[] text, int from, int to) {
        return to - from == 2 && (Chars.lower(text[to - 1]) == 'h' || Chars.lower(text[to - 1]) == 't');
    }
}
