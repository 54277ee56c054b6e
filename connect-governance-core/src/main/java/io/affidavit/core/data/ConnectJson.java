/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * Connect values as UTF-8 JSON without schemas, byte for byte as Kafka's {@code JsonConverter} writes them: absent fields as
 * null or their default, bytes and decimals in Base64, days, milliseconds of a day and milliseconds as numbers, maps whose keys
 * are no texts as lists of pairs. For any thread.
 */
public final class ConnectJson {

    /** Made once and lent: whoever finds it lent makes another. */
    private final AtomicReference<JsonBytes> idle = new AtomicReference<>();

    /**
     * The JSON of a value.
     *
     * @param schema null for none
     * @throws DataException if a value is missing that its schema requires, has a type that JSON or its schema does not know, or
     *     nests deeper than {@link JsonText#MAX_DEPTH}; says nothing of the value
     */
    public byte[] write(Schema schema, Object value) {
        JsonBytes lent = idle.getAndSet(null);
        JsonBytes out = lent == null ? new JsonBytes() : lent;
        out.begin();
        try {
            write(out, schema, value, 0);
        } catch (ClassCastException | NullPointerException e) {
            throw unwritable("a value is not of the type its schema names");
        }
        byte[] document = out.end();
        idle.setRelease(out);
        return document;
    }

    private static DataException unwritable(String safeDetail) {
        return new DataException("Cannot write JSON: " + safeDetail + ". Check the transforms before the converter.");
    }

    private static void write(JsonBytes out, Schema schema, Object value, int depth) {
        if (depth > JsonText.MAX_DEPTH) {
            throw unwritable("values nest too deeply");
        }
        if (value instanceof String text) {
            out.text(text);
        } else if (value == null) {
            absent(out, schema, depth);
        } else if (value instanceof Long number) {
            // asked early: whether it is a map or a list takes longer to tell
            out.number(number);
        } else if (value instanceof ArrayMap map && schema == null) {
            members(out, map, depth + 1);
        } else if (value instanceof Map<?, ?> map) {
            map(out, schema, map, depth + 1);
        } else if (value instanceof Struct struct) {
            struct(out, struct, depth + 1);
        } else if (value instanceof List<?> elements) {
            list(out, schema == null ? null : schema.valueSchema(), elements, depth + 1);
        } else {
            scalar(out, schema, value);
        }
    }

    private static void absent(JsonBytes out, Schema schema, int depth) {
        if (schema != null && schema.defaultValue() != null) {
            write(out, schema, schema.defaultValue(), depth);
        } else if (schema == null || schema.isOptional()) {
            out.plain("null");
        } else {
            throw unwritable("a value is missing that its schema requires");
        }
    }

    private static void struct(JsonBytes out, Struct struct, int depth) {
        out.sign('{');
        List<Field> fields = struct.schema().fields();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            member(out, field.name(), field.schema(), struct.getWithoutDefault(field.name()), depth, i == 0);
        }
        out.sign('}');
    }

    private static void members(JsonBytes out, ArrayMap map, int depth) {
        out.sign('{');
        for (int i = 0; i < map.size(); i++) {
            member(out, map.key(i), null, map.value(i), depth, i == 0);
        }
        out.sign('}');
    }

    private static void member(JsonBytes out, String name, Schema schema, Object value, int depth, boolean first) {
        if (value instanceof String text) {
            out.member(name, text, first);
        } else {
            out.name(name, first);
            write(out, schema, value, depth);
        }
    }

    private static void map(JsonBytes out, Schema schema, Map<?, ?> map, int depth) {
        Schema names = schema == null ? null : schema.keySchema();
        Schema each = schema == null ? null : schema.valueSchema();
        if (names == null ? !hasTextKeys(map) : names.type() != Schema.Type.STRING) {
            pairs(out, names, each, map, depth);
            return;
        }
        out.sign('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            member(out, (String) entry.getKey(), each, entry.getValue(), depth, first);
            first = false;
        }
        out.sign('}');
    }

    private static void pairs(JsonBytes out, Schema names, Schema each, Map<?, ?> map, int depth) {
        out.sign('[');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.plain(first ? "[" : ",[");
            write(out, names, entry.getKey(), depth + 1);
            out.sign(',');
            write(out, each, entry.getValue(), depth + 1);
            out.sign(']');
            first = false;
        }
        out.sign(']');
    }

    private static void list(JsonBytes out, Schema each, List<?> elements, int depth) {
        out.sign('[');
        boolean first = true;
        for (Object element : elements) {
            if (!first) {
                out.sign(',');
            }
            write(out, each, element, depth);
            first = false;
        }
        out.sign(']');
    }

    private static boolean hasTextKeys(Map<?, ?> map) {
        for (Object key : map.keySet()) {
            if (!(key instanceof String)) {
                return false;
            }
        }
        return true;
    }

    private static void scalar(JsonBytes out, Schema schema, Object value) {
        if (schema != null && schema.name() != null && (value instanceof Date || value instanceof BigDecimal)) {
            logical(out, schema, value);
        } else if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            out.number(((Number) value).longValue());
        } else if (value instanceof Boolean || value instanceof BigDecimal || value instanceof BigInteger) {
            out.plain(value.toString());
        } else if (value instanceof Double || value instanceof Float) {
            // what JSON has no number for is text
            boolean finite = Double.isFinite(((Number) value).doubleValue());
            out.plain(finite ? value.toString() : '"' + value.toString() + '"');
        } else if (value instanceof byte[] bytes) {
            binary(out, bytes);
        } else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            binary(out, bytes);
        } else {
            throw unwritable("a value has a type that JSON does not know");
        }
    }

    private static void binary(JsonBytes out, byte[] bytes) {
        out.plain('"' + Base64.getEncoder().encodeToString(bytes) + '"');
    }

    private static void logical(JsonBytes out, Schema schema, Object value) {
        switch (schema.name()) {
            case Timestamp.LOGICAL_NAME -> out.number(Timestamp.fromLogical(schema, (Date) value));
            case org.apache.kafka.connect.data.Date.LOGICAL_NAME ->
                out.number(org.apache.kafka.connect.data.Date.fromLogical(schema, (Date) value));
            case Time.LOGICAL_NAME -> out.number(Time.fromLogical(schema, (Date) value));
            case Decimal.LOGICAL_NAME -> binary(out, Decimal.fromLogical(schema, (BigDecimal) value));
            default -> throw unwritable("a value is not of the type its schema names");
        }
    }
}
