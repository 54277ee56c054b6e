/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts dates to the month or the year, as ISO 8601 writes them: {@code 1985-03} or {@code 1985}. Where day and month cannot be told
 * apart, only the year is kept.
 */
final class Calendars {

    private static final Pattern ISO = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:[T ]\\d.*)?");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})([-/. ])(\\d{1,2})\\2(\\d{4})");
    private static final Pattern SOLID = Pattern.compile("((?:18|19|20)\\d{2})(\\d{2})(\\d{2})");
    private static final Pattern MONTH_NAMED = Pattern.compile(
            "(?:\\d{1,2}(?:st|nd|rd|th)?\\.?[- ](?:of )?)?(\\p{L}{3,9})\\.?[- ](?:\\d{1,2}(?:st|nd|rd|th)?,? )?(\\d{4})");
    private static final Pattern ONE_YEAR = Pattern.compile("\\D*(?:\\d{1,2}\\D+)*((?:18|19|20)\\d{2})(?:\\D.*)?");
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private Calendars() {}

    /** The month or year of a text that is a date and nothing else, or null. */
    static String of(String text, boolean years) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return cut(iso.group(1), Integer.parseInt(iso.group(3)), Integer.parseInt(iso.group(4)), years);
        }
        Matcher last = YEAR_LAST.matcher(text);
        if (last.matches()) {
            int first = Integer.parseInt(last.group(1));
            int second = Integer.parseInt(last.group(3));
            boolean swapped = second > 12;
            boolean unclear = first <= 12 && second <= 12 && first != second;
            return cut(last.group(4), swapped ? first : second, swapped ? second : first, years || unclear);
        }
        Matcher named = MONTH_NAMED.matcher(text);
        int month = named.matches() ? month(named.group(1)) : 0;
        return month == 0 ? null : cut(named.group(2), month, 1, years);
    }

    /** As {@link #of}, for a text that is known to be a date: also without separators, or with a month in other words. */
    static String loose(String text, boolean years) {
        Matcher solid = SOLID.matcher(text);
        if (solid.matches()) {
            return cut(solid.group(1), Integer.parseInt(solid.group(2)), Integer.parseInt(solid.group(3)), years);
        }
        Matcher year = ONE_YEAR.matcher(text);
        return year.matches() ? year.group(1) : null;
    }

    private static String cut(String year, int month, int day, boolean years) {
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            return null;
        }
        return years ? year : year + (month < 10 ? "-0" : "-") + month;
    }

    /** From 1, or 0 for a word that names no month. */
    private static int month(String word) {
        String name = word.toLowerCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).equals(name) || (MONTHS.get(i).startsWith(name) && name.length() <= 4)) {
                return i + 1;
            }
        }
        return 0;
    }
}
