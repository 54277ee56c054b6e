/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * PostgreSQL times as microseconds since the epoch, which is their full precision. {@code -infinity} and
 * {@code infinity} are the ends of the number range. Texts of the server are read as its ISO date style gives them.
 */
final class PgTime {

    static final long NEGATIVE_INFINITY = Long.MIN_VALUE;
    static final long POSITIVE_INFINITY = Long.MAX_VALUE;

    /** The start of the server's timestamp type, in 4714 BC. */
    private static final long EARLIEST = -210_866_803_200_000_000L;

    /** A day before the end of our own range, in 294247 AD; later times count as infinite. */
    private static final long LATEST = Long.MAX_VALUE - 86_400_000_000L;

    private static final long MICROS = 1_000_000L;
    private static final String UTC_SUFFIX = "+00";
    private static final int SECONDS_END = 19;
    private static final int MICROS_END = 26;
    private static final String PAST = "-infinity";
    private static final String FUTURE = "infinity";
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .appendValue(ChronoField.HOUR_OF_DAY, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, true)
            .appendLiteral('Z')
            .toFormatter();

    private PgTime() {}

    /** {@code 2026-01-02T03:04:05.123456Z}, {@code infinity} or {@code -infinity}. */
    static String iso(long micros) {
        if (micros == NEGATIVE_INFINITY || micros == POSITIVE_INFINITY) {
            return micros < 0 ? PAST : FUTURE;
        }
        return ISO.format(local(micros));
    }

    /** @throws IllegalArgumentException if the text is not what {@link #iso} gives */
    static long parseIso(String text) {
        if (text.equals(PAST) || text.equals(FUTURE)) {
            return text.equals(PAST) ? NEGATIVE_INFINITY : POSITIVE_INFINITY;
        }
        try {
            return micros(LocalDateTime.parse(text, ISO));
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("Not a time like 2026-01-02T03:04:05.123456Z.");
        }
    }

    /**
     * The ISO form of a server text such as {@code 2026-01-02 03:04:05.12+00}. The session's time zone is UTC.
     *
     * @param zone what a text without offset means
     */
    static String isoOfServerText(String text, ZoneOffset zone) {
        boolean zoned = text.endsWith(UTC_SUFFIX);
        int end = zoned ? text.length() - UTC_SUFFIX.length() : text.length();
        boolean everyday = (zoned || zone.equals(ZoneOffset.UTC))
                && end >= SECONDS_END
                && end <= MICROS_END
                && text.charAt(4) == '-'
                && text.charAt(10) == ' '
                && Character.isDigit(text.charAt(end - 1));
        if (!everyday) {
            return iso(microsOfServerText(text, zone));
        }
        StringBuilder iso = new StringBuilder(MICROS_END + 1);
        iso.append(text, 0, 10).append('T').append(text, 11, end);
        if (end == SECONDS_END) {
            iso.append('.');
        }
        while (iso.length() < MICROS_END) {
            iso.append('0');
        }
        return iso.append('Z').toString();
    }

    /** @param zone what a text without offset means */
    static long microsOfServerText(String text, ZoneOffset zone) {
        if (text.equals(PAST) || text.equals(FUTURE)) {
            return text.equals(PAST) ? NEGATIVE_INFINITY : POSITIVE_INFINITY;
        }
        boolean beforeChrist = text.endsWith(" BC");
        String rest = beforeChrist ? text.substring(0, text.length() - 3) : text;
        boolean zoned = rest.endsWith(UTC_SUFFIX);
        rest = zoned ? rest.substring(0, rest.length() - UTC_SUFFIX.length()) : rest;
        int space = rest.indexOf(' ');
        int year = number(rest, 0, space - 6);
        LocalDateTime time = LocalDateTime.of(
                LocalDate.of(
                        beforeChrist ? 1 - year : year,
                        number(rest, space - 5, space - 3),
                        number(rest, space - 2, space)),
                timeOfDay(rest, space + 1));
        long micros = micros(time);
        return zoned || micros == POSITIVE_INFINITY ? micros : micros - zone.getTotalSeconds() * MICROS;
    }

    /** {@code 03:04:05} with up to six digits of a fraction. */
    private static LocalTime timeOfDay(String text, int at) {
        int nanos = 0;
        int scale = 100_000_000;
        for (int i = at + 9; i < text.length(); i++, scale /= 10) {
            nanos += number(text, i, i + 1) * scale;
        }
        return LocalTime.of(
                number(text, at, at + 2), number(text, at + 3, at + 5), number(text, at + 6, at + 8), nanos);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /**
     * The text to bind for a position; positions beyond what the server can hold become the nearest it can.
     *
     * @param zone the offset in which a type without time zone is kept, or null for a type with one
     */
    static String literal(long micros, ZoneOffset zone) {
        if (micros == NEGATIVE_INFINITY || micros == POSITIVE_INFINITY) {
            return micros < 0 ? PAST : FUTURE;
        }
        long shift = zone == null ? 0 : zone.getTotalSeconds() * MICROS;
        LocalDateTime time = local(Math.max(EARLIEST, Math.min(LATEST, micros) + shift));
        int year = time.getYear();
        String text = String.format(
                Locale.ROOT,
                "%04d-%02d-%02d %s",
                year > 0 ? year : 1 - year,
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.toLocalTime());
        return text + (zone == null ? UTC_SUFFIX : "") + (year > 0 ? "" : " BC");
    }

    private static LocalDateTime local(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
    }

    private static long micros(LocalDateTime time) {
        long seconds = time.toEpochSecond(ZoneOffset.UTC);
        return seconds > LATEST / MICROS ? POSITIVE_INFINITY : seconds * MICROS + time.get(ChronoField.MICRO_OF_SECOND);
    }
}
