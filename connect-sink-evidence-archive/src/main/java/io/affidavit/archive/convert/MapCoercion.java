/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.types.Types;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Maps, from maps or from structs; the record's own map is passed on when it already has the internal form. */
final class MapCoercion implements Coercion {

    private final Coercion key;
    private final Coercion mapped;
    private final boolean valueRequired;
    private final Coercions coercions;
    private final String path;
    private final String keyPath;
    private final String valuePath;

    MapCoercion(Types.MapType type, String path, Coercions coercions) {
        this.path = path;
        this.keyPath = path + ".key";
        this.valuePath = path + ".value";
        this.key = coercions.ofKeys().to(type.keyType(), keyPath);
        this.mapped = coercions.to(type.valueType(), valuePath);
        this.valueRequired = type.isValueRequired();
        this.coercions = coercions;
    }

    @Override
    public Object coerce(Object value) {
        if (value instanceof Map<?, ?> source) {
            return coerceMap(source);
        }
        if (value instanceof Struct struct) {
            return coerceMap(members(struct));
        }
        throw Scalars.mismatch(path);
    }

    private Map<String, Object> members(Struct struct) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Field field : struct.schema().fields()) {
            Object value = coercions.defaultsForNulls() ? struct.get(field) : struct.getWithoutDefault(field.name());
            if (value != null) {
                members.put(field.name(), value);
            }
        }
        return members;
    }

    private Object coerceMap(Map<?, ?> source) {
        Map<Object, Object> copy = new LinkedHashMap<>(source.size() * 2);
        boolean changed = false;
        for (Map.Entry<?, ?> entry : source.entrySet()) {
            Object before = entry.getValue();
            if (entry.getKey() == null) {
                throw new Rejection(Rules.NULL_ELEMENT, keyPath);
            }
            if (before == null && valueRequired) {
                coercions.growth().relax(valuePath, Rules.NULL_ELEMENT);
            }
            Object newKey = key.coerce(entry.getKey());
            Object after = before == null ? null : mapped.coerce(before);
            changed |= newKey != entry.getKey() || after != before;
            copy.put(newKey, after);
        }
        if (copy.size() != source.size()) {
            throw new Rejection(Rules.REPEATED_KEY, keyPath);
        }
        return changed ? copy : source;
    }
}
