/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** A value without Structs, for expressions. */
final class Plain {

    private static final int MAX_DEPTH = 500;

    private Plain() {}

    static Object of(Object value) {
        return of(value, 0);
    }

    private static Object of(Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("Cannot read value: it is nested too deeply.");
        }
        if (value instanceof Struct struct) {
            Map<String, Object> members = new LinkedHashMap<>();
            for (Field field : struct.schema().fields()) {
                Object member = struct.get(field);
                if (member != null) {
                    members.put(field.name(), of(member, depth + 1));
                }
            }
            return members;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(name, of(member, depth + 1)));
            return members;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(of(item, depth + 1)));
            return items;
        }
        return value;
    }
}
