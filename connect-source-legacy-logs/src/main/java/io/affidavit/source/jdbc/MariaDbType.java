/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * What is made of a type of MariaDB and MySQL.
 *
 * @param cast SQL around the column that gives its text, with {@code %s} for the column
 * @param zone of a time that the server keeps in UTC; empty for one without zone
 */
record MariaDbType(ValueKind kind, Binding binding, String cast, Optional<ZoneOffset> zone) {

    private static final String PLAIN = "%s";
    private static final String TEXT = "cast(%s AS CHAR)";
    private static final int MOST_BITS = 63;

    /**
     * @param name as in {@code DATA_TYPE}
     * @param declared as in {@code COLUMN_TYPE}
     */
    static MariaDbType of(String name, String declared) {
        boolean unsigned = declared.toLowerCase(Locale.ROOT).contains("unsigned");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "tinyint" -> whole(ValueKind.INT16);
            case "smallint" -> whole(unsigned ? ValueKind.INT32 : ValueKind.INT16);
            case "mediumint" -> whole(ValueKind.INT32);
            case "int" -> whole(unsigned ? ValueKind.INT64 : ValueKind.INT32);
            // numbers over 63 bits fit no Connect type
            case "bigint" -> whole(unsigned ? ValueKind.TEXT : ValueKind.INT64);
            case "decimal" -> of(ValueKind.TEXT, Binding.DECIMAL, TEXT);
            // a float's own text has six digits
            case "float" -> of(ValueKind.FLOAT32, Binding.NONE, "cast(%s * 1e0 AS CHAR)");
            case "double" -> of(ValueKind.FLOAT64, Binding.NONE, TEXT);
            case "bit" ->
                of(
                        bits(declared) <= MOST_BITS ? ValueKind.INT64 : ValueKind.TEXT,
                        Binding.NONE,
                        "cast(%s + 0 AS CHAR)");
            case "datetime" -> of(ValueKind.TIME, Binding.TEXT, TEXT);
            case "timestamp" -> new MariaDbType(ValueKind.TIME, Binding.TEXT, TEXT, Optional.of(ZoneOffset.UTC));
            case "date", "uuid" -> of(ValueKind.TEXT, Binding.TEXT, TEXT);
            case "char", "varchar" -> of(ValueKind.TEXT, Binding.TEXT, PLAIN);
            case "binary", "varbinary" -> of(ValueKind.BYTES, Binding.BYTES, "hex(%s)");
            case "tinyblob",
                    "blob",
                    "mediumblob",
                    "longblob",
                    "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geometrycollection",
                    // MySQL's own names
                    "geomcollection",
                    "vector" -> of(ValueKind.BYTES, Binding.NONE, "hex(%s)");
            case "tinytext", "text", "mediumtext", "longtext" -> of(ValueKind.TEXT, Binding.NONE, PLAIN);
            default -> of(ValueKind.TEXT, Binding.NONE, TEXT);
        };
    }

    private static MariaDbType whole(ValueKind kind) {
        return of(kind, Binding.WHOLE, TEXT);
    }

    private static MariaDbType of(ValueKind kind, Binding binding, String cast) {
        return new MariaDbType(kind, binding, cast, Optional.empty());
    }

    private static int bits(String declared) {
        String digits = declared.replaceAll("\\D", "");
        return digits.isEmpty() ? 1 : Integer.parseInt(digits);
    }

    String read(String column) {
        return String.format(Locale.ROOT, cast, column);
    }
}
