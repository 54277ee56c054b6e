/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.util.Date;

/**
 * Coercions of points in time: Connect's logical types, their numbers (milliseconds, for a date days), ISO 8601 as text.
 * Digits finer than the column's unit are cut off; nothing else is.
 */
final class Times {

    private static final long MICROS_PER_MILLI = 1_000L;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long NANOS_PER_MICRO = 1_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MILLIS_PER_DAY = 86_400_000L;

    private Times() {}

    /**
     * Microseconds since the epoch.
     *
     * @param zoned whether the column is of instants; a text without offset is refused then, because guessing a zone
     *     would move the event
     */
    static Long toMicros(Object value, boolean zoned, String path) {
        return count(value, zoned, MICROS_PER_MILLI, MICROS_PER_SECOND, NANOS_PER_MICRO, path);
    }

    /** Nanoseconds since the epoch; as {@link #toMicros}. */
    static Long toNanos(Object value, boolean zoned, String path) {
        return count(value, zoned, NANOS_PER_MILLI, NANOS_PER_SECOND, 1, path);
    }

    private static Long count(
            Object value, boolean zoned, long perMilli, long perSecond, long nanosPerUnit, String path) {
        try {
            if (value instanceof Date date) {
                return Math.multiplyExact(date.getTime(), perMilli);
            }
            if (value instanceof Number) {
                return Math.multiplyExact(Numbers.toLong(value, path), perMilli);
            }
            Instant instant = instant(value, zoned, path);
            return Math.addExact(
                    Math.multiplyExact(instant.getEpochSecond(), perSecond), instant.getNano() / nanosPerUnit);
        } catch (ArithmeticException e) {
            throw new Rejection(Rules.OUT_OF_RANGE, path);
        } catch (DateTimeException e) {
            throw Scalars.mismatch(path);
        }
    }

    private static Instant instant(Object value, boolean zoned, String path) {
        if (value instanceof String text) {
            return Iso.instant(text, zoned);
        }
        if (value instanceof Instant instant) {
            return instant;
        }
        throw Scalars.mismatch(path);
    }

    /** Days since the epoch. A time of day would be lost, so it is refused. */
    static Integer toDays(Object value, String path) {
        try {
            if (value instanceof Date date) {
                if (Math.floorMod(date.getTime(), MILLIS_PER_DAY) != 0) {
                    throw new Rejection(Rules.OUT_OF_RANGE, path);
                }
                return Math.toIntExact(Math.floorDiv(date.getTime(), MILLIS_PER_DAY));
            }
            if (value instanceof Number) {
                return Math.toIntExact(Numbers.toLong(value, path));
            }
            if (value instanceof LocalDate date) {
                return Math.toIntExact(date.toEpochDay());
            }
            if (value instanceof String text) {
                return Math.toIntExact(LocalDate.parse(text).toEpochDay());
            }
        } catch (ArithmeticException e) {
            throw new Rejection(Rules.OUT_OF_RANGE, path);
        } catch (DateTimeException e) {
            throw Scalars.mismatch(path);
        }
        throw Scalars.mismatch(path);
    }

    /** Microseconds since midnight. A date would be lost, so it is refused. */
    static Long toTimeMicros(Object value, String path) {
        if (value instanceof Date date) {
            return timeOfMillis(date.getTime(), path);
        }
        if (value instanceof Number) {
            return timeOfMillis(Numbers.toLong(value, path), path);
        }
        if (value instanceof LocalTime time) {
            return time.getLong(ChronoField.MICRO_OF_DAY);
        }
        if (value instanceof String text) {
            try {
                return LocalTime.parse(text).getLong(ChronoField.MICRO_OF_DAY);
            } catch (DateTimeException e) {
                throw Scalars.mismatch(path);
            }
        }
        throw Scalars.mismatch(path);
    }

    private static Long timeOfMillis(long millis, String path) {
        if (millis < 0 || millis >= MILLIS_PER_DAY) {
            throw new Rejection(Rules.OUT_OF_RANGE, path);
        }
        return millis * MICROS_PER_MILLI;
    }
}
