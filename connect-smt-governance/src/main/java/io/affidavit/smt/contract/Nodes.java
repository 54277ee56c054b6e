/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.contract;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Connect values as JSON, in the form that {@code JsonConverter} gives them without schemas: times as milliseconds, days as
 * days, bytes as Base64. Null fields of Structs are left out, because a Struct cannot tell them from missing ones.
 */
final class Nodes {

    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 500;
    private static final long DAY_MS = 86_400_000L;

    private Nodes() {}

    /**
     * @throws NoJsonException without content, if the value cannot be JSON
     */
    static JsonNode of(Object value) {
        return of(value, 0);
    }

    private static JsonNode of(Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new NoJsonException("nested too deeply");
        }
        if (value == null) {
            return FACTORY.nullNode();
        }
        if (value instanceof String text) {
            return FACTORY.stringNode(text);
        }
        if (value instanceof Struct struct) {
            return object(struct, depth);
        }
        if (value instanceof Map<?, ?> map) {
            return object(map, depth);
        }
        if (value instanceof Iterable<?> items) {
            ArrayNode array = FACTORY.arrayNode();
            items.forEach(item -> array.add(of(item, depth + 1)));
            return array;
        }
        return scalar(value);
    }

    private static ObjectNode object(Struct struct, int depth) {
        ObjectNode object = FACTORY.objectNode();
        for (Field field : struct.schema().fields()) {
            Object member = struct.get(field);
            if (member != null) {
                object.set(
                        field.name(), member instanceof Date date ? time(date, field.schema()) : of(member, depth + 1));
            }
        }
        return object;
    }

    private static ObjectNode object(Map<?, ?> map, int depth) {
        ObjectNode object = FACTORY.objectNode();
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (!(member.getKey() instanceof String name)) {
                throw new NoJsonException("a name is no text");
            }
            object.set(name, of(member.getValue(), depth + 1));
        }
        return object;
    }

    private static JsonNode time(Date date, Schema schema) {
        boolean day = org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(schema.name());
        return FACTORY.numberNode(day ? Math.floorDiv(date.getTime(), DAY_MS) : date.getTime());
    }

    private static JsonNode scalar(Object value) {
        if (value instanceof Boolean flag) {
            return FACTORY.booleanNode(flag);
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return FACTORY.numberNode(((Number) value).longValue());
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isFinite(number)) {
                return FACTORY.numberNode(number);
            }
            throw new NoJsonException("a number is not finite");
        }
        if (value instanceof BigDecimal decimal) {
            return FACTORY.numberNode(decimal);
        }
        if (value instanceof BigInteger integer) {
            return FACTORY.numberNode(integer);
        }
        if (value instanceof Date date) {
            return FACTORY.numberNode(date.getTime());
        }
        if (value instanceof byte[] bytes) {
            return FACTORY.stringNode(Base64.getEncoder().encodeToString(bytes));
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return FACTORY.stringNode(Base64.getEncoder().encodeToString(bytes));
        }
        throw new NoJsonException("a value has a type JSON does not know");
    }
}
