/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * One group of an event, such as {@code lifecycle}: read from Struct or Map, written into a copy that shares all the rest.
 * What the event has no place for is left out; a value that is no event is left alone, text and bytes are.
 *
 * @param name of the group
 */
record EventGroup(String name) {

    /** A field of the group, or null where the value has none. */
    Object read(Object value, String field) {
        if (value instanceof Struct struct) {
            return group(struct) instanceof Struct group && group.schema().field(field) != null
                    ? group.get(field)
                    : null;
        }
        return value instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> group ? group.get(field) : null;
    }

    /**
     * The value with these fields, or itself where it has a place for none of them.
     *
     * @param fields by name; null for one that is to be absent
     */
    Object with(Object value, Map<String, Object> fields) {
        if (fields.isEmpty()) {
            return value;
        }
        if (value instanceof Struct struct) {
            return with(struct, fields);
        }
        return value instanceof Map<?, ?> map ? with(map, fields) : value;
    }

    private Struct with(Struct struct, Map<String, Object> fields) {
        Field place = struct.schema().field(name);
        if (place == null || place.schema().type() != Schema.Type.STRUCT) {
            return struct;
        }
        Struct group = group(struct) instanceof Struct held ? copy(held) : new Struct(place.schema());
        boolean any = false;
        for (Map.Entry<String, Object> entry : fields.entrySet()) {
            Field field = place.schema().field(entry.getKey());
            if (field != null && fits(field.schema(), entry.getValue())) {
                group.put(field, entry.getValue());
                any = true;
            }
        }
        return any ? copy(struct).put(place, group) : struct;
    }

    private Map<?, ?> with(Map<?, ?> map, Map<String, Object> fields) {
        Object held = map.get(name);
        boolean event = map.get("event_id") != null && map.get("category") != null;
        if (held == null ? !event : !(held instanceof Map)) {
            return map;
        }
        Map<Object, Object> group = held == null ? new LinkedHashMap<>() : new LinkedHashMap<>((Map<?, ?>) held);
        group.putAll(fields);
        group.values().removeIf(Objects::isNull);
        Map<Object, Object> copy = new LinkedHashMap<>(map);
        copy.put(name, group);
        return copy;
    }

    private Object group(Struct struct) {
        return struct.schema().field(name) == null ? null : struct.getWithoutDefault(name);
    }

    private static boolean fits(Schema schema, Object value) {
        if (value == null) {
            return schema.isOptional();
        }
        return switch (schema.type()) {
            case STRING -> value instanceof String;
            case BOOLEAN -> value instanceof Boolean;
            case ARRAY -> value instanceof List && schema.valueSchema().type() == Schema.Type.STRING;
            default -> false;
        };
    }

    private static Struct copy(Struct struct) {
        Struct copy = new Struct(struct.schema());
        for (Field field : struct.schema().fields()) {
            Object value = struct.getWithoutDefault(field.name());
            if (value != null) {
                copy.put(field, value);
            }
        }
        return copy;
    }
}
