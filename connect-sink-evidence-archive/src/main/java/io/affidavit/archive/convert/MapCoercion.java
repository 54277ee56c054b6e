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
    private final String path;

    MapCoercion(Types.MapType type, String path, Growth growth) {
        this.key = Coercion.to(type.keyType(), path + ".key", growth);
        this.mapped = Coercion.to(type.valueType(), path + ".value", growth);
        this.valueRequired = type.isValueRequired();
        this.path = path;
    }

    @Override
    public Object coerce(Object value) {
        if (value instanceof Map<?, ?> source) {
            return coerceMap(source);
        }
        if (value instanceof Struct struct) {
            Map<String, Object> source = new LinkedHashMap<>();
            for (Field field : struct.schema().fields()) {
                Object fieldValue = struct.getWithoutDefault(field.name());
                if (fieldValue != null) {
                    source.put(field.name(), fieldValue);
                }
            }
            return coerceMap(source);
        }
        throw Scalars.mismatch(path);
    }

    private Object coerceMap(Map<?, ?> source) {
        Map<Object, Object> copy = new LinkedHashMap<>(source.size() * 2);
        boolean changed = false;
        for (Map.Entry<?, ?> entry : source.entrySet()) {
            Object before = entry.getValue();
            if (entry.getKey() == null || (before == null && valueRequired)) {
                throw new Rejection(Rules.NULL_ELEMENT, path);
            }
            Object newKey = key.coerce(entry.getKey());
            Object after = before == null ? null : mapped.coerce(before);
            changed |= newKey != entry.getKey() || after != before;
            copy.put(newKey, after);
        }
        return changed ? copy : source;
    }
}
