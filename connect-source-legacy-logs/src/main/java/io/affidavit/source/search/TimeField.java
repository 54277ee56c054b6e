/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The field that orders documents, of type date (milliseconds) or date_nanos, and the clauses of searches over it.
 * Ranges of microseconds are exact for both types.
 */
record TimeField(String name, boolean nanoseconds) {

    private static final long MICROS_PER_MILLI = 1000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    /** Years 0001 to 9999, which every version of both stores can read; nothing is left out beyond them. */
    private static final long LEAST_MILLIS = -62_135_596_800_000_000L;

    private static final long GREATEST_MILLIS = 253_402_300_799_000_000L;
    /** What date_nanos can hold: 1970 to 2262. */
    private static final long GREATEST_NANOS = Long.MAX_VALUE / 1000;

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    TimeField {
        Objects.requireNonNull(name, "name");
    }

    /** By time alone: documents of one time come in any order. */
    List<Object> sort() {
        return List.of(Map.of(name, Map.of("order", "asc", "unmapped_type", nanoseconds ? "date_nanos" : "date")));
    }

    /** Documents with {@code from <= cursor < before}. */
    Map<String, Object> range(long from, long before) {
        long least = nanoseconds ? 0 : LEAST_MILLIS;
        long greatest = nanoseconds ? GREATEST_NANOS : GREATEST_MILLIS;
        Map<String, Object> ends = new LinkedHashMap<>();
        if (from > least) {
            ends.put("gte", text(Math.min(from, greatest)));
        }
        if (before <= greatest) {
            ends.put("lt", text(Math.max(before, least)));
        }
        ends.put("format", nanoseconds ? "strict_date_optional_time_nanos" : "strict_date_optional_time");
        return ends.size() == 1 ? Map.of("exists", Map.of("field", name)) : Map.of("range", Map.of(name, ends));
    }

    /** A field of milliseconds holds only whole ones, so both ends may be rounded up. */
    private String text(long micros) {
        long exact = nanoseconds ? micros : -Math.floorDiv(-micros, MICROS_PER_MILLI) * MICROS_PER_MILLI;
        Instant time = Instant.ofEpochSecond(
                Math.floorDiv(exact, MICROS_PER_SECOND), Math.floorMod(exact, MICROS_PER_SECOND) * 1000);
        return (nanoseconds ? MICROS : MILLIS).format(time);
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
