/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long something is kept: for a period of the calendar, or for ever.
 *
 * @param period positive; empty for ever
 */
public record RetentionTerm(Optional<Period> period) {

    /** What {@link #parse} reads, as a regular expression of all of the text. */
    public static final String PATTERN = "forever|[1-9]\\d{0,4}( days?|d| months?| years?|y)";

    /** Kept for ever. */
    public static final RetentionTerm FOREVER = new RetentionTerm(Optional.empty());

    /** Any day serves to compare periods by, as long as it is always the same. */
    private static final LocalDate REFERENCE = LocalDate.of(2001, 1, 1);

    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,4}) ?([dmy])[a-z]*");

    public RetentionTerm {
        Objects.requireNonNull(period, "period");
        period.ifPresent(RetentionTerm::requirePositive);
    }

    /** A term of a period. */
    public static RetentionTerm of(Period period) {
        return new RetentionTerm(Optional.of(period));
    }

    /**
     * Reads {@code 180 days}, {@code 180d}, {@code 25 months}, {@code 7 years}, {@code 7y} or {@code forever}.
     *
     * @throws IllegalArgumentException if the text is none of these; it is not repeated
     */
    public static RetentionTerm parse(String text) {
        if (!Pattern.matches(PATTERN, text)) {
            throw new IllegalArgumentException(
                    "Cannot read term: it is not like 180 days, 180d, 25 months, 7 years, 7y or forever.");
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return FOREVER;
        }
        int number = Integer.parseInt(parts.group(1));
        return of(
                switch (parts.group(2).charAt(0)) {
                    case 'd' -> Period.ofDays(number);
                    case 'm' -> Period.ofMonths(number);
                    default -> Period.ofYears(number);
                });
    }

    /** Whether this is less time than another. */
    public boolean shorterThan(RetentionTerm other) {
        return period.isPresent()
                && other.period
                        .map(longer -> REFERENCE.plus(period.get()).isBefore(REFERENCE.plus(longer)))
                        .orElse(true);
    }

    /**
     * The last day, UTC, on which a record of a day is kept for this long; empty for ever.
     *
     * <p>Periods are of the calendar: a year ends on the same date, and where that date does not exist (29 February, the
     * 31st) on the last of the month. A period may be counted from the day itself or from the midnight that ends it; where
     * lengths of months make these differ, the later one holds.
     */
    public Optional<LocalDate> lastDay(LocalDate day) {
        return period.map(time -> {
            LocalDate fromDay = day.plus(time);
            LocalDate fromMidnight = day.plusDays(1).plus(time).minusDays(1);
            return fromDay.isAfter(fromMidnight) ? fromDay : fromMidnight;
        });
    }

    /** The term as a policy writes it. */
    @Override
    public String toString() {
        return period.map(RetentionTerm::words).orElse("forever");
    }

    private static String words(Period period) {
        ChronoUnit unit = unit(period).orElseThrow();
        return period.get(unit) + " " + unit.toString().toLowerCase(Locale.ROOT);
    }

    /** The unit that the whole period is given in, if there is one. */
    private static Optional<ChronoUnit> unit(Period period) {
        List<ChronoUnit> given = Stream.of(ChronoUnit.YEARS, ChronoUnit.MONTHS, ChronoUnit.DAYS)
                .filter(unit -> period.get(unit) != 0)
                .toList();
        return given.size() == 1 ? Optional.of(given.get(0)) : Optional.empty();
    }

    private static void requirePositive(Period period) {
        if (period.isNegative() || unit(period).isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot make term: it must be a positive number of days, of months or of years.");
        }
    }
}
