/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import java.util.Locale;

/**
 * What is made of a declared type of SQLite (its manual, "Datatypes in SQLite", section 3.1): the type only suggests
 * what values are, and each has a type of its own.
 */
enum SqliteAffinity {
    WHOLE(ValueKind.INT64, Binding.WHOLE, "%s"),
    REAL(ValueKind.FLOAT64, Binding.NONE, "%s"),
    TEXT(ValueKind.TEXT, Binding.TEXT, null),
    TIME(ValueKind.TIME, Binding.TEXT, null),
    NUMERIC(ValueKind.TEXT, Binding.NONE, null),
    BYTES(ValueKind.BYTES, Binding.NONE, "CASE typeof(%1$s) WHEN 'null' THEN NULL ELSE hex(%1$s) END");

    /** Bytes among texts are written as hexadecimal digits, so that nothing is lost. */
    private static final String AS_TEXT =
            "CASE typeof(%1$s) WHEN 'blob' THEN 'x:' || hex(%1$s) WHEN 'real' THEN printf('%%!.17g', %1$s) ELSE CAST(%1$s AS TEXT) END";

    /** Where a key or cursor may be, only texts are in a known order. */
    private static final String TEXT_ONLY = "CASE typeof(%1$s) WHEN 'text' THEN %1$s END";

    private final ValueKind kind;
    private final Binding binding;
    private final String read;

    SqliteAffinity(ValueKind kind, Binding binding, String read) {
        this.kind = kind;
        this.binding = binding;
        this.read = read;
    }

    static SqliteAffinity of(String declared) {
        String type = declared.toUpperCase(Locale.ROOT);
        if (type.contains("INT")) {
            return WHOLE;
        }
        if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
            return TEXT;
        }
        if (type.contains("BLOB") || type.isEmpty()) {
            return BYTES;
        }
        if (type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB")) {
            return REAL;
        }
        return type.startsWith("DATETIME") || type.startsWith("TIMESTAMP") ? TIME : NUMERIC;
    }

    ValueKind kind() {
        return kind;
    }

    Binding binding() {
        return binding;
    }

    String read(String column, boolean notNull) {
        String form = notNull && binding == Binding.TEXT ? TEXT_ONLY : AS_TEXT;
        return String.format(Locale.ROOT, read == null ? form : read, column);
    }
}
