/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.fields;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * Reads a set of fields out of record values: JSON as text or UTF-8 bytes, which is parsed as a stream, and what converters
 * make: maps and Structs. Arrays are transparent, and the first element that has the field counts.
 */
public final class FieldReader {

    private final String[][] paths;
    private final JsonFields json;

    public FieldReader(FieldSet fields) {
        this.paths = fields.paths().stream()
                .map(names -> names.toArray(String[]::new))
                .toArray(String[][]::new);
        this.json = new JsonFields(paths);
    }

    /**
     * Fills {@code into} with the fields of a value.
     *
     * @return false for a value that no fields can be read of, such as text that is no JSON object or names a field twice
     */
    public boolean read(Object value, FieldValues into) {
        into.clear();
        if (value instanceof byte[] bytes) {
            return json.read(bytes, 0, bytes.length, into);
        }
        if (value instanceof String text) {
            return json.read(text, into);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return json.read(bytes, 0, bytes.length, into);
        }
        if (!(value instanceof Map<?, ?>) && !(value instanceof Struct)) {
            return false;
        }
        for (int field = 0; field < paths.length; field++) {
            into.put(field, find(value, paths[field], 0));
        }
        return true;
    }

    private static Object find(Object value, String[] path, int depth) {
        if (value instanceof List<?> elements) {
            for (Object element : elements) {
                Object found = find(element, path, depth);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        if (depth == path.length || value == null) {
            return value;
        }
        return find(member(value, path[depth]), path, depth + 1);
    }

    private static Object member(Object value, String name) {
        if (value instanceof Map<?, ?> members) {
            return members.get(name);
        }
        if (value instanceof Struct struct) {
            Field field = struct.schema().field(name);
            return field == null ? null : struct.getWithoutDefault(name);
        }
        return null;
    }
}
