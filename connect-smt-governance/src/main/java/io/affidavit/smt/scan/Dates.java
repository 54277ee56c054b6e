/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** Days of the calendar as identifiers hold them. */
final class Dates {

    private static final int[] LONGEST = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Dates() {}

    /**
     * A check for a date at a place: {@code yymmdd}, {@code ddmmyy} or {@code yyyymmdd}; {@code +m} and {@code +d}
     * behind it allow months and days to which 20 to 80 were added, as some countries do for a sex or a century.
     */
    static Check check(int at, String format) {
        boolean months = format.endsWith("+m");
        boolean days = format.endsWith("+d");
        int year = at + format.indexOf('y');
        int yearEnd = at + format.lastIndexOf('y') + 1;
        int month = at + format.indexOf('m');
        int day = at + format.indexOf('d');
        return (code, length) -> {
            int m = (int) CheckDigits.number(code, month, month + 2);
            int d = (int) CheckDigits.number(code, day, day + 2);
            int y = (int) CheckDigits.number(code, year, yearEnd);
            boolean century = yearEnd - year == 2 || (y >= 1850 && y <= 2100);
            return century && valid(y, months ? shiftedMonth(m) : m, days ? shiftedDay(d) : d);
        };
    }

    /** Whether the day exists; a year of two digits is one of this century or the last. */
    static boolean valid(int year, int month, int day) {
        boolean leap = year % 4 == 0 && (year != 1900);
        return month >= 1 && month <= 12 && day >= 1 && day <= LONGEST[month - 1] && (month != 2 || day < 29 || leap);
    }

    private static int shiftedMonth(int month) {
        return month > 50 && month <= 62 ? month - 50 : month % 20;
    }

    private static int shiftedDay(int day) {
        return day > 60 ? day - 60 : day > 50 ? day - 50 : day > 40 ? day - 40 : day;
    }
}
