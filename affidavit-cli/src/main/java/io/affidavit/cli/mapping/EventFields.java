/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.mapping;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** The fields of an event as people read them. */
final class EventFields {

    private EventFields() {}

    /** Text by path, for every field that has a value; attributes are left out. */
    static Map<String, String> of(Struct event) {
        Map<String, String> fields = new LinkedHashMap<>();
        add(fields, "", event);
        return fields;
    }

    private static void add(Map<String, String> fields, String prefix, Struct group) {
        for (Field field : group.schema().fields()) {
            Object value = group.get(field);
            if (value instanceof Struct inner) {
                add(fields, field.name() + ".", inner);
            } else if (value != null && !(value instanceof Map)) {
                fields.put(prefix + field.name(), text(value));
            }
        }
    }

    private static String text(Object value) {
        return value instanceof Date date ? date.toInstant().toString() : value.toString();
    }
}
