/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.util.Date;

/**
 * Coercions of points in time: Connect's logical types, milliseconds since the epoch as numbers, ISO 8601 as text. A text
 * without an offset is refused, because guessing a zone would move the event.
 */
final class Times {

    private static final long MICROS_PER_MILLI = 1_000L;
    private static final long MILLIS_PER_DAY = 86_400_000L;

    private Times() {}

    /** Microseconds since the epoch. */
    static Long toMicros(Object value, String path) {
        try {
            if (value instanceof Date date) {
                return Math.multiplyExact(date.getTime(), MICROS_PER_MILLI);
            }
            if (value instanceof Number) {
                return Math.multiplyExact(Scalars.toLong(value, path), MICROS_PER_MILLI);
            }
            if (value instanceof String text) {
                return micros(OffsetDateTime.parse(text).toInstant());
            }
        } catch (ArithmeticException e) {
            throw new Rejection(Rules.OUT_OF_RANGE, path);
        } catch (DateTimeException e) {
            throw Scalars.mismatch(path);
        }
        throw Scalars.mismatch(path);
    }

    /** Days since the epoch. */
    static Integer toDays(Object value, String path) {
        try {
            if (value instanceof Date date) {
                return Math.toIntExact(Math.floorDiv(date.getTime(), MILLIS_PER_DAY));
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

    /** Microseconds since midnight. */
    static Long toTimeMicros(Object value, String path) {
        if (value instanceof Date date) {
            return Math.floorMod(date.getTime(), MILLIS_PER_DAY) * MICROS_PER_MILLI;
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

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}
