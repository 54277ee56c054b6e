/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/**
 * Times as microseconds since the epoch, and their one text: UTC with microseconds. {@code -infinity} and
 * {@code infinity} are the ends of the number range.
 */
public final class MicroTime {

    public static final long NEGATIVE_INFINITY = Long.MIN_VALUE;
    public static final long POSITIVE_INFINITY = Long.MAX_VALUE;

    /** A day before the end of the number range, in 294247 AD; later times count as infinite. */
    public static final long LATEST = Long.MAX_VALUE - 86_400_000_000L;

    private static final long MICROS = 1_000_000L;
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

    private MicroTime() {}

    /** {@code 2026-01-02T03:04:05.123456Z}, {@code infinity} or {@code -infinity}. */
    public static String iso(long micros) {
        if (micros == NEGATIVE_INFINITY || micros == POSITIVE_INFINITY) {
            return micros < 0 ? PAST : FUTURE;
        }
        return ISO.format(local(micros));
    }

    /** @throws IllegalArgumentException if the text is not what {@link #iso} gives; the message does not repeat it */
    public static long parseIso(String text) {
        if (text.equals(PAST) || text.equals(FUTURE)) {
            return text.equals(PAST) ? NEGATIVE_INFINITY : POSITIVE_INFINITY;
        }
        try {
            return of(LocalDateTime.parse(text, ISO));
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("Not a time like 2026-01-02T03:04:05.123456Z.");
        }
    }

    /** The last multiple of a step at or before a time; what counts as infinite stays as it is. */
    public static long floor(long micros, long step) {
        return micros < -LATEST || micros > LATEST ? micros : Math.floorDiv(micros, step) * step;
    }

    /** The time of a clock in UTC. */
    public static LocalDateTime local(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
    }

    /** A time of a clock in UTC; infinite where it is later than {@link #LATEST}. */
    public static long of(LocalDateTime utc) {
        long seconds = utc.toEpochSecond(ZoneOffset.UTC);
        return seconds > LATEST / MICROS ? POSITIVE_INFINITY : seconds * MICROS + utc.get(ChronoField.MICRO_OF_SECOND);
    }
}
