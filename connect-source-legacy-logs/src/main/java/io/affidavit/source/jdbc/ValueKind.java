/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import java.util.HexFormat;
import org.apache.kafka.connect.data.Schema;

/** How a column appears in records. Every value is read as text that depends on no setting of client or server. */
enum ValueKind {
    INT16,
    INT32,
    INT64,
    FLOAT32,
    FLOAT64,
    /** Text in UTC with microseconds, where it is a time; else what the database says, as of zero dates. */
    TIME,
    /** Read as hexadecimal digits. */
    BYTES,
    TEXT;

    Schema schema() {
        return switch (this) {
            case INT16 -> Schema.OPTIONAL_INT16_SCHEMA;
            case INT32 -> Schema.OPTIONAL_INT32_SCHEMA;
            case INT64 -> Schema.OPTIONAL_INT64_SCHEMA;
            case FLOAT32 -> Schema.OPTIONAL_FLOAT32_SCHEMA;
            case FLOAT64 -> Schema.OPTIONAL_FLOAT64_SCHEMA;
            case BYTES -> Schema.OPTIONAL_BYTES_SCHEMA;
            case TIME, TEXT -> Schema.OPTIONAL_STRING_SCHEMA;
        };
    }

    /** The Connect value of a text. */
    Object value(String text) {
        return switch (this) {
            case INT16 -> Short.valueOf(text);
            case INT32 -> Integer.valueOf(text);
            case INT64 -> Long.valueOf(text);
            case FLOAT32 -> Float.valueOf(text);
            case FLOAT64 -> Double.valueOf(text);
            case BYTES -> HexFormat.of().parseHex(text);
            case TIME, TEXT -> text;
        };
    }
}
