/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;
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
 * are no texts as lists of pairs.
 */
public final class ConnectJson {

    private static final int USUAL_SIZE = 2048;

    private ConnectJson() {}

    /**
     * The JSON of a value.
     *
     * @param schema null for none
     * @throws DataException if a value is missing that its schema requires, has a type that JSON or its schema does not know, or
     *     nests deeper than {@link JsonText#MAX_DEPTH}; says nothing of the value
     */
    public static byte[] write(Schema schema, Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator generator = JsonText.FACTORY.createGenerator(out)) {
            write(generator, schema, value, 0);
        } catch (IOException e) {
            throw unwritable("a text could not be written");
        } catch (ClassCastException | NullPointerException e) {
            throw unwritable("a value is not of the type its schema names");
        }
        return out.toByteArray();
    }

    private static DataException unwritable(String safeDetail) {
        return new DataException("Cannot write JSON: " + safeDetail + ". Check the transforms before the converter.");
    }

    private static void write(JsonGenerator out, Schema schema, Object value, int depth) throws IOException {
        if (depth > JsonText.MAX_DEPTH) {
            throw unwritable("values nest too deeply");
        }
        if (value instanceof String text) {
            out.writeString(text);
        } else if (value == null) {
            absent(out, schema, depth);
        } else if (value instanceof Map<?, ?> map) {
            map(out, schema, map, depth + 1);
        } else if (value instanceof Struct struct) {
            struct(out, struct, depth + 1);
        } else if (value instanceof List<?> elements) {
            Schema each = schema == null ? null : schema.valueSchema();
            out.writeStartArray();
            for (Object element : elements) {
                write(out, each, element, depth + 1);
            }
            out.writeEndArray();
        } else {
            scalar(out, schema, value);
        }
    }

    private static void absent(JsonGenerator out, Schema schema, int depth) throws IOException {
        if (schema != null && schema.defaultValue() != null) {
            write(out, schema, schema.defaultValue(), depth);
        } else if (schema == null || schema.isOptional()) {
            out.writeNull();
        } else {
            throw unwritable("a value is missing that its schema requires");
        }
    }

    private static void struct(JsonGenerator out, Struct struct, int depth) throws IOException {
        out.writeStartObject();
        List<Field> fields = struct.schema().fields();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            out.writeFieldName(field.name());
            write(out, field.schema(), struct.getWithoutDefault(field.name()), depth);
        }
        out.writeEndObject();
    }

    private static void map(JsonGenerator out, Schema schema, Map<?, ?> map, int depth) throws IOException {
        Schema names = schema == null ? null : schema.keySchema();
        Schema each = schema == null ? null : schema.valueSchema();
        if (names == null ? !hasTextKeys(map) : names.type() != Schema.Type.STRING) {
            out.writeStartArray();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeStartArray();
                write(out, names, entry.getKey(), depth + 1);
                write(out, each, entry.getValue(), depth + 1);
                out.writeEndArray();
            }
            out.writeEndArray();
            return;
        }
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.writeFieldName((String) entry.getKey());
            write(out, each, entry.getValue(), depth);
        }
        out.writeEndObject();
    }

    private static boolean hasTextKeys(Map<?, ?> map) {
        for (Object key : map.keySet()) {
            if (!(key instanceof String)) {
                return false;
            }
        }
        return true;
    }

    private static void scalar(JsonGenerator out, Schema schema, Object value) throws IOException {
        if (schema != null && schema.name() != null && (value instanceof Date || value instanceof BigDecimal)) {
            logical(out, schema, value);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double number) {
            out.writeNumber(number.doubleValue());
        } else if (value instanceof Float number) {
            out.writeNumber(number.floatValue());
        } else if (value instanceof BigDecimal number) {
            out.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            out.writeNumber(number);
        } else if (value instanceof byte[] bytes) {
            out.writeBinary(bytes);
        } else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            out.writeBinary(bytes);
        } else {
            throw unwritable("a value has a type that JSON does not know");
        }
    }

    private static void logical(JsonGenerator out, Schema schema, Object value) throws IOException {
        switch (schema.name()) {
            case Timestamp.LOGICAL_NAME -> out.writeNumber(Timestamp.fromLogical(schema, (Date) value));
            case org.apache.kafka.connect.data.Date.LOGICAL_NAME ->
                out.writeNumber(org.apache.kafka.connect.data.Date.fromLogical(schema, (Date) value));
            case Time.LOGICAL_NAME -> out.writeNumber(Time.fromLogical(schema, (Date) value));
            case Decimal.LOGICAL_NAME -> out.writeBinary(Decimal.fromLogical(schema, (BigDecimal) value));
            default -> throw unwritable("a value is not of the type its schema names");
        }
    }
}
