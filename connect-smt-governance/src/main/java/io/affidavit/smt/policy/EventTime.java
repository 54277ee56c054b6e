/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;

/** Reads when an event was, as the forms of the event contract write it. */
final class EventTime {

    private static final String FIELD = "event_time";

    private EventTime() {}

    /** The day in UTC, or empty where the value does not say. */
    static Optional<LocalDate> day(Object value) {
        if (value instanceof Struct struct) {
            return struct.schema().field(FIELD) == null ? Optional.empty() : of(struct.getWithoutDefault(FIELD));
        }
        return value instanceof Map<?, ?> map ? of(map.get(FIELD)) : Optional.empty();
    }

    @SuppressWarnings("UnusedException") // what is no time says nothing
    private static Optional<LocalDate> of(Object time) {
        try {
            if (time instanceof Date date) {
                return Optional.of(day(date.toInstant()));
            }
            if (time instanceof Long millis) {
                return Optional.of(day(Instant.ofEpochMilli(millis)));
            }
            return time instanceof String text ? Optional.of(day(Instant.parse(text))) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
