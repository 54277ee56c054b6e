/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** How a column of a PostgreSQL type appears in records. Everything without a kind of its own is the server's text. */
enum ColumnKind {
    INT16,
    INT32,
    INT64,
    FLOAT32,
    FLOAT64,
    BOOLEAN,
    /** Text in UTC with microseconds: Connect's own timestamp keeps only milliseconds. */
    TIME,
    BYTES,
    TEXT_ARRAY,
    TEXT;

    private static final Map<String, ColumnKind> BY_TYPE = Map.ofEntries(
            Map.entry("int2", INT16),
            Map.entry("int4", INT32),
            Map.entry("int8", INT64),
            Map.entry("float4", FLOAT32),
            Map.entry("float8", FLOAT64),
            Map.entry("bool", BOOLEAN),
            Map.entry("timestamp", TIME),
            Map.entry("timestamptz", TIME),
            Map.entry("bytea", BYTES),
            Map.entry("_text", TEXT_ARRAY),
            Map.entry("_varchar", TEXT_ARRAY));

    /** @param type the name in {@code pg_type} */
    static ColumnKind of(String type) {
        return BY_TYPE.getOrDefault(type, TEXT);
    }

    Schema schema() {
        return switch (this) {
            case INT16 -> Schema.OPTIONAL_INT16_SCHEMA;
            case INT32 -> Schema.OPTIONAL_INT32_SCHEMA;
            case INT64 -> Schema.OPTIONAL_INT64_SCHEMA;
            case FLOAT32 -> Schema.OPTIONAL_FLOAT32_SCHEMA;
            case FLOAT64 -> Schema.OPTIONAL_FLOAT64_SCHEMA;
            case BOOLEAN -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
            case BYTES -> Schema.OPTIONAL_BYTES_SCHEMA;
            case TEXT_ARRAY ->
                SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).optional().build();
            case TIME, TEXT -> Schema.OPTIONAL_STRING_SCHEMA;
        };
    }

    /**
     * The Connect value of a text of the server in UTF-8, for the kinds that need nothing else: not for texts, times and arrays.
     */
    Object value(byte[] text, int from, int to) {
        return switch (this) {
            case INT16 -> Short.valueOf(ascii(text, from, to));
            case INT32 -> Math.toIntExact(Digits.signed(text, from, to));
            case INT64 -> Digits.signed(text, from, to);
            case FLOAT32 -> Float.valueOf(ascii(text, from, to));
            case FLOAT64 -> Digits.nearest(text, from, to);
            case BOOLEAN -> text[from] == 't';
            // it begins with a backslash and an x
            case BYTES -> HexFormat.of().parseHex(ascii(text, from + 2, to));
            case TEXT, TIME, TEXT_ARRAY -> throw new IllegalStateException(name());
        };
    }

    /** The Connect value of a number, for the kinds of whole numbers. */
    Object value(long number) {
        return switch (this) {
            case INT16 -> (short) number;
            case INT32 -> (int) number;
            case INT64 -> number;
            default -> throw new IllegalStateException(name());
        };
    }

    private static String ascii(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Elements in order; arrays of several dimensions are flattened, as one field has one element type. */
    static List<String> texts(Object array) {
        List<String> texts = new ArrayList<>();
        for (Object element : (Object[]) array) {
            if (element instanceof Object[] inner) {
                texts.addAll(texts(inner));
            } else {
                texts.add((String) element);
            }
        }
        return texts;
    }
}
