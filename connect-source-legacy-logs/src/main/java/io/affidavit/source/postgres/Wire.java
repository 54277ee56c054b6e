/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

/**
 * How a column comes in COPY's binary format. What is cheap to send and to read in that format comes in it; of all else the
 * server sends its text, which is what rows are hashed over.
 */
enum Wire {
    /** The text, as it is. */
    TEXT,
    /** A version, then the text. */
    JSONB,
    /** A number of two, four or eight bytes. */
    NUMBER,
    /** Microseconds since 2000. */
    TIME,
    /** A text that the server is asked for. */
    AS_TEXT;

    private static final String CATALOG = "pg_catalog.";

    /**
     * How a column is to come.
     *
     * @param key whether it is a key column, whose times are kept as the server writes them
     */
    static Wire of(Column column, boolean key) {
        return switch (column.sender()) {
            case "textsend", "varcharsend", "bpcharsend", "json_send" -> TEXT;
            case "jsonb_send" -> column.kind() == ColumnKind.TEXT ? JSONB : AS_TEXT;
            case "int2send" -> column.kind() == ColumnKind.INT16 ? NUMBER : AS_TEXT;
            case "int4send" -> column.kind() == ColumnKind.INT32 ? NUMBER : AS_TEXT;
            case "int8send" -> column.kind() == ColumnKind.INT64 ? NUMBER : AS_TEXT;
            case "timestamp_send", "timestamptz_send" -> column.kind() == ColumnKind.TIME && !key ? TIME : AS_TEXT;
            default -> AS_TEXT;
        };
    }

    /** How many bytes come before a value. */
    int prefix() {
        return this == JSONB ? 1 : 0;
    }

    /**
     * What to select of a column. A function outside the catalog may be in a schema that the user may not use, so that its
     * text is come by in another way, which takes the server longer.
     */
    String selected(Column column) {
        if (this != AS_TEXT) {
            return column.quoted();
        }
        return column.writer().isEmpty()
                ? "CASE WHEN pg_catalog.num_nulls(" + column.quoted() + ") = 0 THEN pg_catalog.format('%s', "
                        + column.quoted() + ") END"
                : CATALOG + "textin(" + CATALOG + PgNames.quote(column.writer()) + "(" + column.quoted() + "))";
    }
}
