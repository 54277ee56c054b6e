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
 * @param sender the catalog's function that gives the binary form of its values; empty where another does
 * @param writer the catalog's function that gives the text of its values; empty where another does
 */
record Column(
        String name,
        String type,
        String sqlType,
        int digits,
        boolean notNull,
        String defaultExpression,
        ColumnKind kind,
        String sender,
        String writer)
        implements ColumnFacts {

    Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(sqlType, "sqlType");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(writer, "writer");
    }

    @Override
    public Schema schema() {
        return kind.schema();
    }

    String quoted() {
        return PgNames.quote(name);
    }
}
