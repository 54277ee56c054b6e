/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.util.Locale;

/** Quoting of identifiers, so that any name in a config is a name and never SQL. */
final class PgNames {

    private PgNames() {}

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * A table as written in a config, quoted: {@code table} or {@code schema.table}. Names are taken literally, case
     * included; a name that itself holds a dot is written in double quotes.
     */
    static String quoteTable(String table) {
        String trimmed = table.trim();
        if (trimmed.startsWith("\"")) {
            return trimmed;
        }
        int dot = trimmed.indexOf('.');
        return dot < 0 ? quote(trimmed) : quote(trimmed.substring(0, dot)) + "." + quote(trimmed.substring(dot + 1));
    }

    /** Letters and digits of a name joined by underscores, for the name of a suggested index. */
    static String plain(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return plain.substring(0, Math.min(plain.length(), 40));
    }
}
