/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.export;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.DateTimeUtil;

/**
 * A row, in Iceberg's internal values, as what JSON is written from: structs and maps of texts as objects, other maps as lists
 * of pairs, times as ISO 8601, decimals and what is no JSON number as text, bytes as Base64. Nulls are left out of objects.
 */
final class RowJson {

    private RowJson() {}

    static Map<String, Object> of(Types.StructType struct, StructLike row) {
        Map<String, Object> json = new LinkedHashMap<>();
        List<Types.NestedField> fields = struct.fields();
        for (int i = 0; i < fields.size(); i++) {
            Object value = row.get(i, Object.class);
            if (value != null) {
                json.put(fields.get(i).name(), of(fields.get(i).type(), value));
            }
        }
        return json;
    }

    private static Object of(Type type, Object value) {
        if (value == null) {
            return null;
        }
        return switch (type.typeId()) {
            case STRUCT -> of(type.asStructType(), (StructLike) value);
            case LIST -> list(type.asListType().elementType(), (List<?>) value);
            case MAP -> map(type.asMapType(), (Map<?, ?>) value);
            case BOOLEAN, INTEGER, LONG -> value;
            case FLOAT, DOUBLE -> Double.isFinite(((Number) value).doubleValue()) ? value : value.toString();
            case DATE -> DateTimeUtil.daysToIsoDate((Integer) value);
            case TIME -> DateTimeUtil.microsToIsoTime((Long) value);
            case TIMESTAMP ->
                ((Types.TimestampType) type).shouldAdjustToUTC()
                        ? DateTimeUtil.microsToIsoTimestamptz((Long) value)
                        : DateTimeUtil.microsToIsoTimestamp((Long) value);
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case BINARY, FIXED -> Base64.getEncoder().encodeToString(bytes(value));
            default -> value.toString();
        };
    }

    private static List<Object> list(Type element, List<?> values) {
        List<Object> json = new ArrayList<>();
        values.forEach(value -> json.add(of(element, value)));
        return json;
    }

    private static Object map(Types.MapType type, Map<?, ?> entries) {
        if (type.keyType().typeId() == Type.TypeID.STRING) {
            Map<String, Object> json = new LinkedHashMap<>();
            entries.forEach((key, value) -> json.put(key.toString(), of(type.valueType(), value)));
            return json;
        }
        List<Object> pairs = new ArrayList<>();
        entries.forEach((key, value) -> {
            List<Object> pair = new ArrayList<>();
            pair.add(of(type.keyType(), key));
            pair.add(of(type.valueType(), value));
            pairs.add(pair);
        });
        return pairs;
    }

    private static byte[] bytes(Object value) {
        if (value instanceof byte[] array) {
            return array;
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
