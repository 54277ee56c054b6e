/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** Finds international bank account numbers, ISO 13616: country, check digits, national number of a fixed length. */
final class Ibans {

    /** Lengths by country, SWIFT IBAN registry. */
    private static final String REGISTRY =
            "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28"
                    + "EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20"
                    + "LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24"
                    + "SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

    private static final byte[] LENGTHS = lengths();
    private static final int SHORTEST = 15;
    private static final int LONGEST = 34;

    private final Context context;

    Ibans(Context context) {
        this.context = context;
    }

    /** Looks at a word that begins with two letters and two digits; returns where to go on, or {@code at}. */
    int at(char[] text, int from, int at, int to, int evidence, Hits hits) {
        int expected = LENGTHS[index(text[at]) * 26 + index(text[at + 1])];
        if (expected == 0) {
            return at;
        }
        boolean capital = text[at] <= 'Z' && text[at + 1] <= 'Z';
        int end = end(text, at, to, expected);
        // groups of small letters are what hexadecimal ids look like
        boolean plausible = (capital && !small(text, at, Math.max(at, end))) || end - at == expected;
        if (end >= 0 && plausible && remainder(text, at, end) == 1) {
            hits.add(at, end, Labels.IBAN, capital ? Scores.CERTAIN : Scores.CHECKED);
            return end;
        }
        int near = context.before(text, from, at);
        if (((near == Evidence.NONE ? evidence : near) & Evidence.IBAN) == 0) {
            return at;
        }
        if (end < 0) {
            end = Chars.runEnd(text, at, to, Chars.LETTER | Chars.DIGIT);
        }
        if (end - at < SHORTEST) {
            end = longest(text, at, to);
        }
        if (end - at < SHORTEST) {
            return at;
        }
        hits.add(at, end, Labels.IBAN, Scores.LIKELY);
        return end;
    }

    private static boolean small(char[] text, int at, int end) {
        for (int i = at; i < end; i++) {
            if (text[i] >= 'a') {
                return true;
            }
        }
        return false;
    }

    /** The end of exactly {@code length} letters and digits, single blanks between allowed, or -1. */
    private static int end(char[] text, int at, int to, int length) {
        int count = 0;
        int i = at;
        while (i < to) {
            if (Chars.is(text[i], Chars.LETTER | Chars.DIGIT)) {
                i++;
                if (++count == length) {
                    return Chars.wordGoesOn(text, i, to) ? -1 : i;
                }
            } else if (separator(text, i, to)) {
                i++;
            } else {
                return -1;
            }
        }
        return -1;
    }

    /** For a mistyped number: every following group that holds a digit, up to the longest number there is. */
    private static int longest(char[] text, int at, int to) {
        int end = at;
        int i = at;
        int count = 0;
        while (i < to && count < LONGEST) {
            int next = Chars.runEnd(text, i, to, Chars.LETTER | Chars.DIGIT);
            boolean digits = false;
            for (int k = i; k < next; k++) {
                digits |= Chars.digit(text[k]);
            }
            if (next - i > 4 || !(digits || i == at + 5)) {
                break;
            }
            count += next - i;
            end = next;
            if (!separator(text, next, to)) {
                break;
            }
            i = next + 1;
        }
        return end;
    }

    private static boolean separator(char[] text, int i, int to) {
        return i + 1 < to && (text[i] == ' ' || text[i] == '-') && Chars.is(text[i + 1], Chars.LETTER | Chars.DIGIT);
    }

    /** ISO 7064 MOD 97-10 with the first four characters moved to the end; 1 for a valid number. */
    private static int remainder(char[] text, int at, int end) {
        int value = 0;
        int seen = 0;
        for (int i = at; i < end; i++) {
            if (Chars.is(text[i], Chars.LETTER | Chars.DIGIT) && ++seen > 4) {
                value = feed(value, text[i]);
            }
        }
        for (int i = at; i < at + 4; i++) {
            value = feed(value, text[i]);
        }
        return value;
    }

    private static int feed(int value, char c) {
        return Chars.digit(c) ? (value * 10 + c - '0') % 97 : (value * 100 + index(c) + 10) % 97;
    }

    private static int index(char letter) {
        return Chars.lower(letter) - 'a';
    }

    private static byte[] lengths() {
        byte[] table = new byte[26 * 26];
        for (int i = 0; i < REGISTRY.length(); i += 4) {
            int country = (REGISTRY.charAt(i) - 'A') * 26 + REGISTRY.charAt(i + 1) - 'A';
            table[country] = Byte.parseByte(REGISTRY.substring(i + 2, i + 4));
        }
        return table;
    }
}
