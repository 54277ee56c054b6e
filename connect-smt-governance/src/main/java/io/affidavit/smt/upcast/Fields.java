/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import io.affidavit.core.data.ArrayMap;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * The fields of a Struct while they are rewritten, by their index, and behind them those that steps make. Not for many threads
 * while it changes.
 */
final class Fields extends AbstractMap<String, Object> {

    private static final Object GONE = new Object();

    /** Null where a step makes the object. */
    private final Struct origin;
    /** By index of the origin's field. */
    private final Object[] values;

    private final ArrayMap made;

    Fields() {
        this(null, new Object[0], new ArrayMap());
    }

    /** The values of a Struct; what is not set counts as its default. */
    Fields(Struct struct) {
        this(struct, new Object[struct.schema().fields().size()], new ArrayMap());
        List<Field> fields = struct.schema().fields();
        for (int i = 0; i < values.length; i++) {
            values[i] = struct.get(fields.get(i));
        }
    }

    /** A copy. */
    Fields(Fields original) {
        this(original.origin, original.values.clone(), ArrayMap.copyOf(original.made));
    }

    private Fields(Struct origin, Object[] values, ArrayMap made) {
        this.origin = origin;
        this.values = values;
        this.made = made;
    }

    @Override
    public Object get(Object name) {
        int index = index(name);
        return index < 0 ? made.get(name) : values[index];
    }

    @Override
    public boolean containsKey(Object name) {
        return index(name) >= 0 || made.containsKey(name);
    }

    @Override
    public Object put(String name, Object value) {
        int index = index(name);
        if (index < 0) {
            return made.put(name, value);
        }
        Object before = values[index];
        values[index] = value;
        return before;
    }

    @Override
    public Object remove(Object name) {
        int index = index(name);
        if (index < 0) {
            return made.remove(name);
        }
        Object before = values[index];
        values[index] = GONE;
        return before;
    }

    /** A copy, in the order in which the schema lists them. */
    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != GONE) {
                members.put(origin.schema().fields().get(i).name(), values[i]);
            }
        }
        members.putAll(made);
        return members.entrySet();
    }

    /** The index of the origin's next field that no step took, or how many it has. */
    int after(int index) {
        int next = index + 1;
        while (next < values.length && values[next] == GONE) {
            next++;
        }
        return next;
    }

    /**
     * The value of a field of the schema that the steps give.
     *
     * @param expected where the origin should have it, because steps keep the order of the fields that they leave
     */
    Object value(Field field, int expected) {
        boolean there = expected < values.length
                && origin.schema().fields().get(expected).name().equals(field.name());
        return there ? values[expected] : get(field.name());
    }

    /** Index of a field of the origin that no step took, or -1. */
    private int index(Object name) {
        Field field = origin == null ? null : origin.schema().field((String) name);
        return field == null || values[field.index()] == GONE ? -1 : field.index();
    }
}
