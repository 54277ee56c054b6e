/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Writes labels into a list of strings inside the value, where the value has a place for it: the archive then keeps what the
 * headers say. A Struct without the field, or a Map without the group, is left alone.
 *
 * @param path names from the root to the list; empty for nowhere
 */
record SensitivityTags(List<String> path) {

    /** The value, or a copy that shares all but the way to the list. */
    Object add(Object value, Tally tally) {
        return path.isEmpty() || tally.isEmpty() ? value : add(value, 0, tally.labels());
    }

    private Object add(Object value, int level, SortedSet<String> labels) {
        String name = path.get(level);
        boolean last = level == path.size() - 1;
        if (value instanceof Struct struct) {
            Field field = struct.schema().field(name);
            if (field == null || !fits(field.schema(), last)) {
                return value;
            }
            Object held = struct.getWithoutDefault(name);
            Object inner = held == null && !last ? new Struct(field.schema()) : held;
            return copy(struct).put(field, last ? merged(inner, labels) : add(inner, level + 1, labels));
        }
        if (value instanceof Map<?, ?> map) {
            Object inner = map.get(name);
            if (last ? inner != null && !(inner instanceof List) : !(inner instanceof Map)) {
                return value;
            }
            Map<Object, Object> copy = Containers.own(Containers.copy(map));
            copy.put(name, last ? merged(inner, labels) : add(inner, level + 1, labels));
            return copy;
        }
        return value;
    }

    private static boolean fits(Schema schema, boolean last) {
        return last
                ? schema.type() == Schema.Type.ARRAY && schema.valueSchema().type() == Schema.Type.STRING
                : schema.type() == Schema.Type.STRUCT;
    }

    static Struct copy(Struct struct) {
        Struct copy = new Struct(struct.schema());
        for (Field field : struct.schema().fields()) {
            copy.put(field, struct.getWithoutDefault(field.name()));
        }
        return copy;
    }

    private static List<String> merged(Object held, SortedSet<String> labels) {
        SortedSet<String> all = new TreeSet<>(labels);
        if (held instanceof Collection<?> tags) {
            tags.forEach(tag -> all.add(String.valueOf(tag)));
        }
        return new ArrayList<>(all);
    }
}
