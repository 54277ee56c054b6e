/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Steps from a value to its members: Struct, Map, list, stringified JSON, and the key-value lists of OTLP/JSON. */
final class Nested {

    private Nested() {}

    /** The value itself, or what it holds if it is JSON text of an object or array, or an OTLP key-value list. */
    static Object open(Object value) {
        Object at = value;
        if (at instanceof String text && Values.looksLikeJson(text)) {
            try {
                at = JsonText.parse(text);
            } catch (InvalidJsonException e) {
                return value;
            }
        }
        return at instanceof List<?> list && isKeyValueList(list) ? fromKeyValueList(list) : at;
    }

    /** The member of a container, by name or, in a list, by index; null where there is none. */
    static Object member(Object container, String name) {
        Object at = open(container);
        if (at instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (at instanceof Struct struct) {
            return struct.schema().field(name) == null ? null : struct.get(name);
        }
        if (at instanceof List<?> list) {
            int index = index(name);
            return index >= 0 && index < list.size() ? list.get(index) : null;
        }
        return null;
    }

    /** The number a name stands for, or -1 if it stands for none below a million. */
    static int index(String name) {
        int number = name.isEmpty() || name.length() > 6 ? -1 : 0;
        for (int i = 0; number >= 0 && i < name.length(); i++) {
            int digit = name.charAt(i) - '0';
            number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
        }
        return number;
    }

    /** All members of an object, or null if the value is none. */
    static Map<?, ?> members(Object value) {
        Object at = open(value);
        if (at instanceof Map<?, ?> map) {
            return map;
        }
        if (at instanceof Struct struct) {
            Map<String, Object> members = new LinkedHashMap<>();
            for (Field field : struct.schema().fields()) {
                members.put(field.name(), struct.get(field));
            }
            return members;
        }
        return null;
    }

    private static boolean isKeyValueList(List<?> list) {
        for (Object item : list) {
            boolean pair = item instanceof Map<?, ?> map
                    && map.size() == 2
                    && map.get("key") instanceof String
                    && map.get("value") instanceof Map;
            if (!pair) {
                return false;
            }
        }
        return !list.isEmpty();
    }

    private static Map<String, Object> fromKeyValueList(List<?> list) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Object item : list) {
            Map<?, ?> pair = (Map<?, ?>) item;
            members.put((String) pair.get("key"), fromAnyValue((Map<?, ?>) pair.get("value")));
        }
        return members;
    }

    /** OTLP wraps each value in an object that names its type; 64-bit integers are text. */
    private static Object fromAnyValue(Map<?, ?> any) {
        if (any.size() != 1) {
            return any;
        }
        Map.Entry<?, ?> only = any.entrySet().iterator().next();
        Object value = only.getValue();
        return switch (String.valueOf(only.getKey())) {
            case "stringValue", "intValue", "doubleValue", "boolValue", "bytesValue" -> value;
            case "arrayValue" ->
                value instanceof Map<?, ?> array && array.get("values") instanceof List<?> items
                        ? items.stream()
                                .map(item -> item instanceof Map<?, ?> map ? fromAnyValue(map) : item)
                                .toList()
                        : value;
            case "kvlistValue" ->
                value instanceof Map<?, ?> kv && kv.get("values") instanceof List<?> pairs && isKeyValueList(pairs)
                        ? fromKeyValueList(pairs)
                        : value;
            default -> any;
        };
    }
}
