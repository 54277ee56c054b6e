/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.pair;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * What pairing needs to know of an event: the strongest key that every path to the same event shares (trace and span,
 * else the provider's response id), its category and time, and which path it came by.
 *
 * @param naturalKey empty where the event names neither a span nor a response
 */
record PairedEvent(Optional<String> naturalKey, String category, long timeMillis, boolean migrated) {

    /** Reads an event's JSON, with or without Connect's schema envelope; empty where the bytes are no event. */
    static Optional<PairedEvent> of(byte[] value) {
        try {
            if (JsonText.parse(new String(value, StandardCharsets.UTF_8)) instanceof Map<?, ?> json) {
                Map<?, ?> event = json.get("payload") instanceof Map<?, ?> payload ? payload : json;
                return of(event);
            }
        } catch (InvalidJsonException e) {
            // no event, then
        }
        return Optional.empty();
    }

    private static Optional<PairedEvent> of(Map<?, ?> event) {
        Optional<Long> time = time(event.get("event_time"));
        if (!(event.get("category") instanceof String category) || time.isEmpty()) {
            return Optional.empty();
        }
        boolean migrated =
                event.get("source") instanceof Map<?, ?> source && Boolean.TRUE.equals(source.get("migrated"));
        return Optional.of(new PairedEvent(naturalKey(event), category, time.get(), migrated));
    }

    private static Optional<String> naturalKey(Map<?, ?> event) {
        if (event.get("operational") instanceof Map<?, ?> operational) {
            if (operational.get("trace_id") instanceof String trace
                    && operational.get("span_id") instanceof String span) {
                return Optional.of("span " + trace + "/" + span);
            }
            if (operational.get("response_id") instanceof String response) {
                return Optional.of("response " + response);
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> time(Object value) {
        if (value instanceof Number millis) {
            return Optional.of(millis.longValue());
        }
        try {
            return value instanceof String text
                    ? Optional.of(Instant.parse(text).toEpochMilli())
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** What must be equal on both paths: one call gives events of several categories. */
    Optional<String> pairingKey() {
        return naturalKey.map(key -> category + " " + key);
    }
}
