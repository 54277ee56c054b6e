/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.contract.EventField;
import io.affidavit.core.contract.FieldType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A schemaless event, shown as the same event in a Struct is: the groups of the contract are always there, and its times are
 * timestamps whether they are written as milliseconds or as ISO 8601.
 */
final class EventView extends RecordView {

    private static final Set<String> GROUPS = names(type -> type == FieldType.STRUCT);
    private static final Set<String> TIMES = names(type -> type == FieldType.TIMESTAMP_MS);

    private final MapView event;

    EventView(Map<?, ?> event) {
        this.event = new MapView(event);
    }

    @Override
    Object read(String name) {
        Object value = event.read(name);
        if (value == null) {
            return GROUPS.contains(name) ? Map.of() : null;
        }
        return TIMES.contains(name) ? time(value) : value;
    }

    @Override
    Iterable<String> names() {
        return event.names();
    }

    private static Object time(Object value) {
        if (value instanceof Long millis) {
            return Instant.ofEpochMilli(millis);
        }
        if (value instanceof String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                return value;
            }
        }
        return value;
    }

    private static Set<String> names(Predicate<FieldType> kind) {
        return EventContract.fields().stream()
                .filter(field -> kind.test(field.type()))
                .map(EventField::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
