/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import java.nio.charset.StandardCharsets;

/** Reads the common form {@code yyyy-MM-ddTHH:mm:ss[.fraction][Z]} without garbage; every other form is left to others. */
final class IsoTime {

    /** The first moment whose year has five digits. */
    static final long YEAR_10000 = 253_402_300_800_000L;

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

    /** As {@link java.time.Instant} prints it, from 1970 up to {@link #YEAR_10000}. */
    static String text(long millis) {
        int milli = (int) (millis % 1000);
        byte[] text = new byte[milli == 0 ? BARE + 1 : BARE + 5];
        // days counted from March of a leap year on, so that the leap day comes last
        long days = millis / 86_400_000L + 719_468;
        long era = days / 146_097;
        int dayOfEra = (int) (days % 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shifted = (5 * dayOfYear + 2) / 153;
        int month = shifted < 10 ? shifted + 3 : shifted - 9;
        int year = (int) era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
        int second = (int) (millis / 1000 % 86_400);
        write(text, 4, year, '-');
        write(text, 7, month, '-');
        write(text, 10, dayOfYear - (153 * shifted + 2) / 5 + 1, 'T');
        write(text, 13, second / 3_600, ':');
        write(text, 16, second / 60 % 60, ':');
        write(text, BARE, second % 60, milli == 0 ? 'Z' : '.');
        text[0] = (byte) ('0' + year / 1000);
        text[1] = (byte) ('0' + year / 100 % 10);
        if (milli > 0) {
            write(text, BARE + 4, milli, 'Z');
            text[BARE + 1] = (byte) ('0' + milli / 100);
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** The last two digits of a number, and a sign behind them. */
    private static void write(byte[] text, int end, int number, char sign) {
        text[end - 2] = (byte) ('0' + number / 10 % 10);
        text[end - 1] = (byte) ('0' + number % 10);
        text[end] = (byte) sign;
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
