/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;

/**
 * Points in time as logs write them: ISO 8601 text (without offset it is UTC, a blank may stand for the T), Connect
 * timestamps, and numbers or digits since the epoch, whose unit follows from their size: seconds below 10^11, milliseconds
 * below 10^14, microseconds below 10^17, nanoseconds above.
 */
public final class Times {

    private static final long NANOS = 1_000_000_000L;

    private Times() {}

    /** Nanoseconds since the epoch, or null where the value is no time or lies outside of 1677 to 2262. */
    public static Long nanos(Object value) {
        if (value instanceof String text) {
            return ofText(text.trim());
        }
        if (value instanceof Date date) {
            return scaled(date.getTime(), 1_000_000L);
        }
        if (value instanceof Long || value instanceof Integer) {
            return ofNumber(((Number) value).longValue());
        }
        if (value instanceof Double number && Math.abs(number) < 1e11) {
            return Math.round(number * 1e6) * 1_000L;
        }
        return null;
    }

    /** The milliseconds of so many nanoseconds, rounded down; null for null. */
    static Long millis(Long nanos) {
        return nanos == null ? null : (Long) Math.floorDiv(nanos, 1_000_000L);
    }

    /** A moment in ISO 8601, as {@link Instant} prints it. */
    public static String iso(long millis) {
        return millis >= 0 && millis < IsoTime.YEAR_10000
                ? IsoTime.text(millis)
                : Instant.ofEpochMilli(millis).toString();
    }

    private static Long ofNumber(long number) {
        long size = Math.abs(number);
        if (size < 100_000_000_000L) {
            return scaled(number, NANOS);
        }
        if (size < 100_000_000_000_000L) {
            return scaled(number, 1_000_000L);
        }
        return size < 100_000_000_000_000_000L ? scaled(number, 1_000L) : (Long) number;
    }

    private static Long scaled(long number, long factor) {
        long high = Math.multiplyHigh(number, factor);
        long low = number * factor;
        return (high == 0 && low >= 0) || (high == -1 && low < 0) ? (Long) low : null;
    }

    private static Long ofText(String text) {
        Long quick = IsoTime.nanos(text);
        if (quick != null) {
            return quick;
        }
        if (!text.isEmpty() && text.length() <= 19 && text.chars().allMatch(Character::isDigit)) {
            try {
                return ofNumber(Long.parseLong(text));
            } catch (NumberFormatException e) {
                return null;
            }
        }
        try {
            String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
            return ofInstant(OffsetDateTime.parse(shortOffset(iso)).toInstant());
        } catch (DateTimeException e) {
            return ofLocal(text);
        }
    }

    private static Long ofLocal(String text) {
        try {
            return ofInstant(LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** PostgreSQL prints whole-hour offsets without minutes. */
    private static String shortOffset(String iso) {
        int sign = Math.max(iso.lastIndexOf('+'), iso.lastIndexOf('-'));
        return sign > 10 && iso.length() - sign == 3 ? iso + ":00" : iso;
    }

    private static Long ofInstant(Instant instant) {
        Long seconds = scaled(instant.getEpochSecond(), NANOS);
        if (seconds == null || seconds > Long.MAX_VALUE - NANOS) {
            return null;
        }
        return seconds + instant.getNano();
    }
}
