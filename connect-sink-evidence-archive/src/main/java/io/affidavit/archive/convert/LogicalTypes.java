/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import org.apache.iceberg.types.Type;
import org.apache.kafka.connect.data.Schema;

/**
 * What a field's schema says about its values and the values do not: that a {@link java.util.Date} is a date or a time of
 * day, and the unit of Debezium's numbers.
 */
final class LogicalTypes {

    private static final long NANOS_PER_MICRO = 1_000L;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final Map<String, Coercion> AS_TEXT = Map.of(
            org.apache.kafka.connect.data.Date.LOGICAL_NAME,
            date -> LocalDate.ofInstant(((java.util.Date) date).toInstant(), java.time.ZoneOffset.UTC),
            org.apache.kafka.connect.data.Time.LOGICAL_NAME,
            time -> LocalTime.ofInstant(((java.util.Date) time).toInstant(), java.time.ZoneOffset.UTC));

    private static final Map<String, Coercion> AS_TIME = Map.of(
            "io.debezium.time.MicroTimestamp",
            micros -> instant((Long) micros, MICROS_PER_SECOND, NANOS_PER_MICRO),
            "io.debezium.time.NanoTimestamp",
            nanos -> instant((Long) nanos, NANOS_PER_SECOND, 1),
            "io.debezium.time.MicroTime",
            micros -> LocalTime.ofNanoOfDay(Math.multiplyExact((Long) micros, NANOS_PER_MICRO)),
            "io.debezium.time.NanoTime",
            nanos -> LocalTime.ofNanoOfDay((Long) nanos));

    private LogicalTypes() {}

    /** {@code column} for the values of a field of {@code schema}. */
    static Coercion reading(Schema schema, Type type, String path, Coercion column) {
        Coercion reading = schema.name() == null ? null : reading(schema.name(), type);
        if (reading == null) {
            return column;
        }
        return value -> {
            Object read;
            try {
                read = reading.coerce(value);
            } catch (java.time.DateTimeException | ArithmeticException e) {
                throw new Rejection(Rules.OUT_OF_RANGE, path);
            }
            return column.coerce(read);
        };
    }

    private static Coercion reading(String name, Type type) {
        return switch (type.typeId()) {
            case STRING -> AS_TEXT.get(name);
            case TIME, TIMESTAMP, TIMESTAMP_NANO -> AS_TIME.get(name);
            default -> null;
        };
    }

    private static Instant instant(long count, long perSecond, long nanosPerUnit) {
        return Instant.ofEpochSecond(Math.floorDiv(count, perSecond), Math.floorMod(count, perSecond) * nanosPerUnit);
    }
}
