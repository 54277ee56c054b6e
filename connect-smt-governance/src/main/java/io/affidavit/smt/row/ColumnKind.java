/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/**
 * What a column of a source holds, as loosely as stores write it: JSON columns come parsed or as text, times as text,
 * number or Connect timestamp.
 */
public enum ColumnKind {
    TEXT,
    NUMBER,
    /** A number, or its digits as text. */
    DECIMAL,
    /** A truth value, or 0 and 1 where a store has no other. */
    BOOLEAN,
    TIME,
    JSON,
    ANY;

    /** The kind of this lower-case name, or empty. */
    public static Optional<ColumnKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(name)).findFirst();
    }

    /** As mapping files write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean fits(Schema schema) {
        boolean text = schema.type() == Schema.Type.STRING;
        boolean number = schema.type().isPrimitive()
                && !text
                && schema.type() != Schema.Type.BOOLEAN
                && schema.type() != Schema.Type.BYTES
                && schema.name() == null;
        return switch (this) {
            case TEXT -> text;
            case NUMBER -> number || Decimal.LOGICAL_NAME.equals(schema.name());
            case DECIMAL -> text || number || Decimal.LOGICAL_NAME.equals(schema.name());
            case BOOLEAN -> number || schema.type() == Schema.Type.BOOLEAN;
            case TIME -> text || number || Timestamp.LOGICAL_NAME.equals(schema.name());
            case JSON -> text || !schema.type().isPrimitive();
            case ANY -> true;
        };
    }

    /** As for schemas; JSON often writes numbers of 64 bits as text. */
    boolean fits(Object value) {
        boolean text = value instanceof String;
        boolean number = value instanceof Number;
        return switch (this) {
            case TEXT -> text;
            case NUMBER -> number || (text && digits((String) value));
            case DECIMAL -> number || text;
            case BOOLEAN -> number || value instanceof Boolean;
            case TIME -> text || number || value instanceof Date;
            case JSON -> text || value instanceof Map || value instanceof List || value instanceof Struct;
            case ANY -> true;
        };
    }

    private static boolean digits(String text) {
        for (int i = text.startsWith("-") ? 1 : 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
