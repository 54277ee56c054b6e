/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * The column type for a field the table does not have yet. Everything inside it is optional. Objects without members, and
 * what is nested too deeply to be queried, become canonical JSON text.
 */
final class TypeInference {

    private static final int MAX_DEPTH = 20;
    private static final int DECIMAL_PRECISION = 38;

    private TypeInference() {}

    /** From a Connect schema. */
    static Type ofSchema(Schema schema) {
        // Ids only have to be unique within the type: the table assigns its own.
        return ofSchema(schema, 0, new AtomicInteger());
    }

    /** From a value without schema; empty when the value tells no type yet, such as an empty list. */
    static Optional<Type> ofValue(Object value, int depth) {
        return Optional.ofNullable(typeOf(value, depth, new AtomicInteger()));
    }

    private static Type ofSchema(Schema schema, int depth, AtomicInteger ids) {
        if (depth > MAX_DEPTH) {
            return Types.StringType.get();
        }
        Type logical = logical(schema);
        if (logical != null) {
            return logical;
        }
        return switch (schema.type()) {
            case INT8, INT16, INT32 -> Types.IntegerType.get();
            case INT64 -> Types.LongType.get();
            case FLOAT32 -> Types.FloatType.get();
            case FLOAT64 -> Types.DoubleType.get();
            case BOOLEAN -> Types.BooleanType.get();
            case STRING -> Types.StringType.get();
            case BYTES -> Types.BinaryType.get();
            case ARRAY ->
                Types.ListType.ofOptional(ids.incrementAndGet(), ofSchema(schema.valueSchema(), depth + 1, ids));
            case MAP ->
                Types.MapType.ofOptional(
                        ids.incrementAndGet(),
                        ids.incrementAndGet(),
                        keyType(schema.keySchema()),
                        ofSchema(schema.valueSchema(), depth + 1, ids));
            case STRUCT -> struct(schema, depth, ids);
        };
    }

    /** Keys that are structures become text: a key's columns could never grow. */
    private static Type keyType(Schema schema) {
        Type type = ofSchema(schema, 0, new AtomicInteger());
        return type.isPrimitiveType() ? type : Types.StringType.get();
    }

    private static Type struct(Schema schema, int depth, AtomicInteger ids) {
        List<NestedField> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            fields.add(NestedField.optional(
                    ids.incrementAndGet(), field.name(), ofSchema(field.schema(), depth + 1, ids)));
        }
        return fields.isEmpty() ? Types.StringType.get() : Types.StructType.of(fields);
    }

    private static Type logical(Schema schema) {
        if (schema.name() == null) {
            return null;
        }
        return switch (schema.name()) {
            case Timestamp.LOGICAL_NAME -> Types.TimestampType.withZone();
            case Date.LOGICAL_NAME -> Types.DateType.get();
            case Time.LOGICAL_NAME -> Types.TimeType.get();
            case Decimal.LOGICAL_NAME -> decimal(schema);
            default -> null;
        };
    }

    private static Type decimal(Schema schema) {
        int scale = Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
        return scale < 0 || scale > DECIMAL_PRECISION
                ? Types.StringType.get()
                : Types.DecimalType.of(precision(schema, scale), scale);
    }

    /** Some sources name the precision beside Connect's own scale. */
    private static int precision(Schema schema, int scale) {
        String text = schema.parameters().get("connect.decimal.precision");
        try {
            int precision = text == null ? DECIMAL_PRECISION : Integer.parseInt(text);
            return precision < Math.max(scale, 1) || precision > DECIMAL_PRECISION ? DECIMAL_PRECISION : precision;
        } catch (NumberFormatException e) {
            return DECIMAL_PRECISION;
        }
    }

    private static Type typeOf(Object value, int depth, AtomicInteger ids) {
        if (value == null) {
            return null;
        }
        if (value instanceof Struct struct) {
            return ofSchema(struct.schema(), depth, ids);
        }
        if (value instanceof Map<?, ?> map) {
            return depth > MAX_DEPTH ? Types.StringType.get() : mapType(map, depth, ids);
        }
        if (value instanceof List<?> list) {
            return depth > MAX_DEPTH ? Types.StringType.get() : listType(list, depth, ids);
        }
        if (value instanceof Boolean) {
            return Types.BooleanType.get();
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return Types.LongType.get();
        }
        if (value instanceof Double || value instanceof Float) {
            return Types.DoubleType.get();
        }
        if (value instanceof java.util.Date) {
            return Types.TimestampType.withZone();
        }
        return value instanceof byte[] || value instanceof java.nio.ByteBuffer
                ? Types.BinaryType.get()
                : Types.StringType.get();
    }

    private static Type mapType(Map<?, ?> map, int depth, AtomicInteger ids) {
        List<NestedField> fields = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Type type = typeOf(entry.getValue(), depth + 1, ids);
            if (type != null && entry.getKey() instanceof String name && !name.isEmpty()) {
                fields.add(NestedField.optional(ids.incrementAndGet(), name, type));
            }
        }
        return fields.isEmpty() ? Types.StringType.get() : Types.StructType.of(fields);
    }

    /** Elements of one kind make a list of it; mixed ones a list of text. */
    private static Type listType(List<?> list, int depth, AtomicInteger ids) {
        Type found = null;
        for (Object element : list) {
            Type type = typeOf(element, depth + 1, ids);
            if (type == null || type.equals(found)) {
                continue;
            }
            if (isNumber(type) && found != null && isNumber(found)) {
                found = Types.DoubleType.get();
            } else if (found != null && !(found.isStructType() && type.isStructType())) {
                return Types.ListType.ofOptional(ids.incrementAndGet(), Types.StringType.get());
            }
            found = found == null ? type : found;
        }
        return found == null ? null : Types.ListType.ofOptional(ids.incrementAndGet(), found);
    }

    private static boolean isNumber(Type type) {
        return type.typeId() == Type.TypeID.LONG || type.typeId() == Type.TypeID.DOUBLE;
    }
}
