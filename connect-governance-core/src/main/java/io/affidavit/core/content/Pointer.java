/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * One place in a value of structs, maps and lists, as a JSON Pointer (RFC 6901): {@code /messages/0/text}. The empty
 * pointer is the whole value.
 */
public final class Pointer {

    /** The whole value. */
    public static final Pointer WHOLE = new Pointer(List.of());

    private final List<String> names;

    private Pointer(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** @throws IllegalArgumentException if the text is no pointer */
    public static Pointer parse(String text) {
        if (!text.isEmpty() && text.charAt(0) != '/') {
            throw new IllegalArgumentException("Invalid JSON pointer: it does not begin with a slash.");
        }
        List<String> names = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int slash = text.indexOf('/', from + 1);
            int end = slash < 0 ? text.length() : slash;
            names.add(text.substring(from + 1, end).replace("~1", "/").replace("~0", "~"));
            from = end;
        }
        return new Pointer(names);
    }

    /** The place of a member, or of an element by its number, of what is here. */
    public Pointer child(String name) {
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return new Pointer(longer);
    }

    /** What is at this place of a value; null when there is nothing. */
    public Object in(Object value) {
        Object here = value;
        for (String name : names) {
            here = member(here, name);
        }
        return here;
    }

    /**
     * A copy of the value with something else here; what is not on the way is shared with the original.
     *
     * @throws IllegalArgumentException if there is nothing here that could be replaced
     */
    public Object replacedIn(Object value, Object other) {
        return replaced(value, 0, other);
    }

    private Object replaced(Object value, int depth, Object other) {
        if (depth == names.size()) {
            return other;
        }
        String name = names.get(depth);
        if (value instanceof Struct struct && struct.schema().field(name) != null) {
            Struct copy = new Struct(struct.schema());
            for (Field field : struct.schema().fields()) {
                Object member = struct.getWithoutDefault(field.name());
                copy.put(field, field.name().equals(name) ? replaced(member, depth + 1, other) : member);
            }
            return copy;
        }
        if (value instanceof Map<?, ?> map && map.containsKey(name)) {
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            copy.put(name, replaced(map.get(name), depth + 1, other));
            return copy;
        }
        if (value instanceof List<?> list && index(name) < list.size()) {
            List<Object> copy = new ArrayList<>(list);
            copy.set(index(name), replaced(list.get(index(name)), depth + 1, other));
            return copy;
        }
        throw new IllegalArgumentException("Invalid JSON pointer: the value has no such place.");
    }

    private static Object member(Object value, String name) {
        if (value instanceof Struct struct) {
            return struct.schema().field(name) == null ? null : struct.getWithoutDefault(name);
        }
        if (value instanceof Map<?, ?> map) {
            return map.get(name);
        }
        return value instanceof List<?> list && index(name) < list.size() ? list.get(index(name)) : null;
    }

    /** The number that an element's name stands for; beyond every list where it is none. */
    private static int index(String name) {
        try {
            int number = Integer.parseInt(name);
            return number < 0 ? Integer.MAX_VALUE : number;
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pointer that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    /** The pointer as {@link #parse} reads it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        names.forEach(name -> text.append('/').append(name.replace("~", "~0").replace("/", "~1")));
        return text.toString();
    }
}
