/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.table.ColumnFacts;
import java.util.Objects;

/**
 * A column as the catalog describes it.
 *
 * @param type the name in {@code pg_type}
 * @param sqlType the quoted, schema-qualified type name, without length or precision
 * @param defaultExpression SQL text, or null
 */
record Column(String name, String type, String sqlType, boolean notNull, String defaultExpression, ColumnKind kind)
        implements ColumnFacts {

    Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(sqlType, "sqlType");
        Objects.requireNonNull(kind, "kind");
    }

    String quoted() {
        return PgNames.quote(name);
    }
}
