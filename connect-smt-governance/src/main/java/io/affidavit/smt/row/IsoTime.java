/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

/** Reads the common form {@code yyyy-MM-ddTHH:mm:ss[.fraction][Z]} without garbage; every other form is left to others. */
final class IsoTime {

    private static final int BARE = 19;
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private IsoTime() {}

    /** Nanoseconds since the epoch, or null if the text is of another form. */
    static Long nanos(String text) {
        int length = text.length();
        if (length < BARE
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || (text.charAt(10) != 'T' && text.charAt(10) != ' ')) {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, BARE);
        boolean valid = year >= 1700
                && year <= 2261
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= DAYS[month - 1]
                && hour >= 0
                && hour <= 23
                && minute >= 0
                && minute <= 59
                && second >= 0
                && second <= 59;
        if (!valid || (month == 2 && day == 29 && !leap(year))) {
            return null;
        }
        long fraction = fraction(text, length);
        if (fraction < 0) {
            return null;
        }
        long seconds = daysSinceEpoch(year, month, day) * 86_400L + hour * 3_600L + minute * 60L + second;
        return seconds * 1_000_000_000L + fraction;
    }

    /** Nanoseconds of the fraction, or -1 if what follows the seconds is neither a fraction nor Z. */
    private static long fraction(String text, int length) {
        int end = text.charAt(length - 1) == 'Z' ? length - 1 : length;
        if (end == BARE) {
            return 0;
        }
        int digits = end - BARE - 1;
        if (text.charAt(BARE) != '.' || digits < 1 || digits > 9) {
            return -1;
        }
        long nanos = number(text, BARE + 1, end);
        for (int i = digits; i < 9 && nanos >= 0; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** The digits as a number, or -1 if one is none. */
    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static boolean leap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** Days of the proleptic Gregorian calendar, counted from March so that the leap day comes last. */
    private static long daysSinceEpoch(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long shifted = month <= 2 ? month + 9L : month - 3L;
        long days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * shifted + 2) / 5 + day - 1;
        return days - 719_468;
    }
}
