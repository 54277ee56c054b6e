/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events of accepted versions, older and newer ones, and ones that break their contract. */
public final class VersionedEvents {
    /** Stands in every event and must not stand where events may not be repeated. */
    public static final String PLANTED = "plantedversioncanary";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a record states, in the order in which they are sent. */
    public enum Kind {
        TARGET("1.0.0"),
        OLD("0.9.0"),
        OLDER("0.8.2"),
        FUTURE("1.0.1"),
        PAST("0.7"),
        MISSING(null),
        INVALID("v1"),
        BROKEN("1.0.0"),
        UNCASTABLE("0.8");

        private final String version;

        Kind(String version) {
            this.version = version;
        }

        /** The kind of the record at an offset. */
        public static Kind of(long offset) {
            return values()[(int) (offset % values().length)];
        }

        /** Whether it passes, as it is or brought to the target. */
        public boolean accepted() {
            return this == TARGET || this == OLD || this == OLDER;
        }

        /** Whether a configuration may let it pass with a tag. */
        public boolean mayBeTagged() {
            return !accepted() && this != FUTURE && this != UNCASTABLE;
        }
    }

    private VersionedEvents() {}

    /** @param envelope whether JsonConverter's schema stands beside the event, so that it becomes a Struct */
    public static byte[] json(Kind kind, int number, boolean envelope) {
        Map<String, Object> event = event(kind, number);
        Object document = envelope ? Map.of("schema", schema("test.event", event), "payload", event) : event;
        try {
            return JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write event", e);
        }
    }

    private static Map<String, Object> event(Kind kind, int number) {
        long now = Clock.systemUTC().millis();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_id", Events.id(number));
        event.put("entity_id", Events.id(number));
        event.put("category", "model_call");
        event.put("event_time", now);
        event.put("observed_time", now);
        if (kind.version != null) {
            event.put("schema_version", kind.version);
        }
        event.put("source", Map.of("system", "test", "key", kind + "-" + number));
        event.put("content", Map.of("input_messages_json", "[\"" + PLANTED + "\"]"));
        boolean first = kind == Kind.OLDER || kind == Kind.UNCASTABLE;
        event.put(first ? "tenant" : "tenant_id", "t");
        if (first || kind == Kind.OLD) {
            event.put("user", "u");
        } else {
            event.put("identity", Map.of("user_id", "u"));
        }
        boolean text = kind == Kind.UNCASTABLE || kind == Kind.BROKEN;
        event.put("usage", Map.of("input_tokens", text ? (Object) PLANTED : first ? (Object) "7" : (Object) 7L));
        return event;
    }

    private static Map<String, Object> schema(String name, Map<?, ?> members) {
        List<Map<String, Object>> fields = new ArrayList<>();
        members.forEach((field, value) -> {
            Map<String, Object> schema = new LinkedHashMap<>(
                    value instanceof Map<?, ?> group
                            ? schema(name + "." + field, group)
                            : Map.of("type", value instanceof Long ? "int64" : "string", "optional", false));
            schema.put("field", field);
            fields.add(schema);
        });
        return Map.of("type", "struct", "name", name, "optional", false, "fields", fields);
    }
}
