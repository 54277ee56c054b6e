/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.table.ColumnFacts;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;

/**
 * A column as the catalog describes it.
 *
 * @param type the name in {@code pg_type}
 * @param sqlType the quoted, schema-qualified type name, without length or precision
 * @param digits of the fraction of a second that a time has, 0 to 6
 * @param defaultExpression SQL text, or null
 */
record Column(
        String name,
        String type,
        String sqlType,
        int digits,
        boolean notNull,
        String defaultExpression,
        ColumnKind kind)
        implements ColumnFacts {

    Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(sqlType, "sqlType");
        Objects.requireNonNull(kind, "kind");
    }

    @Override
    public Schema schema() {
        return kind.schema();
    }

    String quoted() {
        return PgNames.quote(name);
    }
}
