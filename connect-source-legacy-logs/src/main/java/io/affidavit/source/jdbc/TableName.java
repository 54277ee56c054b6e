/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import java.util.Optional;

/**
 * A table as written in a config: {@code table} or {@code database.table}. Names are taken literally; one that itself
 * holds a dot is written in double quotes.
 */
record TableName(Optional<String> database, String table) {

    static TableName parse(String text) {
        String trimmed = text.trim();
        if (trimmed.length() > 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"")) {
            return new TableName(Optional.empty(), trimmed.substring(1, trimmed.length() - 1));
        }
        int dot = trimmed.indexOf('.');
        return dot < 0
                ? new TableName(Optional.empty(), trimmed)
                : new TableName(Optional.of(trimmed.substring(0, dot)), trimmed.substring(dot + 1));
    }
}
