/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/**
 * Finds codes of no fixed layout that a word before them names, or their own first letters: medical record, insurance,
 * employee and account numbers, passports, licences. {@code MRN: 1015952} and {@code EMP-25834} are some.
 */
final class Codes {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 24;
    private static final int FEWEST_DIGITS = 4;
    private static final int UNREAD = -1;
    private static final int KINDS = Evidence.MEDICAL
            | Evidence.INSURANCE
            | Evidence.EMPLOYEE
            | Evidence.BANK
            | Evidence.PASSPORT
            | Evidence.LICENCE
            | Evidence.PROVIDER
            | Evidence.ID
            | Evidence.PLATE;

    private final Context context;

    Codes(Context context) {
        this.context = context;
    }

    /** Looks at a group that holds digits; returns where to go on, or {@code at}. */
    int at(char[] text, int from, int at, int to, int evidence, Hits hits) {
        return at(text, from, at, to, evidence, UNREAD, hits);
    }

    /** As above, where it is known what {@link Context#before} says of {@code at}. */
    int at(char[] text, int from, int at, int to, int evidence, int before, Hits hits) {
        boolean begins = at == from || (before != UNREAD && !code(text[at - 1]));
        boolean silent = ((before > Evidence.NONE ? before : evidence) & KINDS) == 0;
        if (begins && silent && !dashed(text, at, to)) {
            // nothing says what it is
            return at;
        }
        int start = start(text, from, at);
        int end = end(text, at, to);
        if (end - start < SHORTEST || end - start > LONGEST || decimal(text, end, to)) {
            return at;
        }
        int digits = digits(text, start, end);
        if (digits < FEWEST_DIGITS - 2) {
            return at;
        }
        int prefix = Chars.runEnd(text, start, end, Chars.LETTER);
        int own = prefix < end && text[prefix] == '-' ? Context.word(text, start, prefix) & KINDS : Evidence.NONE;
        int near = own;
        if (own == Evidence.NONE) {
            near = start == at && before != UNREAD ? before : context.before(text, from, start);
        }
        int said = near == Evidence.NONE ? evidence : near;
        Label label = label(said, digits == end - start ? digits - 2 : digits);
        if (label == null || date(text, start, end)) {
            return at;
        }
        hits.add(start, end, label, own != Evidence.NONE ? Scores.EVEN : Scores.LIKELY);
        return end;
    }

    private static boolean dashed(char[] text, int at, int to) {
        int letters = Chars.runEnd(text, at, to, Chars.LETTER);
        return letters < to && text[letters] == '-';
    }

    private static Label label(int said, int digits) {
        int least = (said & (Evidence.BANK | Evidence.ID | Evidence.PROVIDER)) != 0
                ? FEWEST_DIGITS + 1
                : (said & Evidence.PLATE) != 0 ? FEWEST_DIGITS - 2 : FEWEST_DIGITS;
        if (digits < least) {
            return null;
        }
        return switch (said & KINDS) {
            case Evidence.MEDICAL -> Labels.MEDICAL_RECORD;
            case Evidence.INSURANCE -> Labels.HEALTH_INSURANCE;
            case Evidence.EMPLOYEE -> Labels.EMPLOYEE;
            case Evidence.BANK -> Labels.ACCOUNT;
            case Evidence.PASSPORT -> Labels.PASSPORT;
            case Evidence.LICENCE -> Labels.LICENCE;
            case Evidence.PROVIDER -> Labels.PROVIDER;
            case Evidence.ID -> Labels.NATIONAL_ID;
            case Evidence.PLATE -> Labels.PLATE;
            default -> null;
        };
    }

    private static int start(char[] text, int from, int at) {
        int limit = Math.max(from, at - LONGEST);
        int start = at;
        while (start > limit && code(text[start - 1])) {
            start--;
        }
        while (start < at && text[start] == '-') {
            start++;
        }
        return Chars.escapeLetter(text, from, start) ? start + 1 : start;
    }

    private static int end(char[] text, int at, int to) {
        int limit = Math.min(to, at + LONGEST + 1);
        int end = at;
        while (end < limit && code(text[end])) {
            end++;
        }
        while (end > at && text[end - 1] == '-') {
            end--;
        }
        return end;
    }

    private static boolean code(char c) {
        return Chars.is(c, Chars.LETTER | Chars.DIGIT) || c == '-';
    }

    private static boolean decimal(char[] text, int end, int to) {
        return end + 1 < to && (text[end] == '.' || text[end] == ',') && Chars.digit(text[end + 1]);
    }

    private static int digits(char[] text, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += Chars.digit(text[i]) ? 1 : 0;
        }
        return digits;
    }

    /** A day such as 2024-05-17, with or without a time behind it. */
    private static boolean date(char[] text, int start, int end) {
        return end - start >= 8
                && Chars.digit(text[start])
                && ((text[start + 4] == '-' && text[start + 7 < end ? start + 7 : start] == '-')
                        || (text[start + 2] == '-' && text[start + 5] == '-'));
    }
}
