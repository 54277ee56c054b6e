/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table as the catalog describes it at one moment.
 *
 * @param quoted schema-qualified and quoted, for SQL
 * @param oid the table's number, which a replacement changes
 * @param uniqueKeys column lists of valid, non-partial unique indexes, the primary key first
 */
record TableShape(String quoted, long oid, List<Column> columns, List<List<String>> uniqueKeys, boolean hasPrimaryKey) {

    TableShape {
        Objects.requireNonNull(quoted, "quoted");
        columns = List.copyOf(columns);
        uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
    }

    Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    List<String> primaryKey() {
        return hasPrimaryKey ? uniqueKeys.get(0) : List.of();
    }

    /** Whether no two rows can share the values of these columns. */
    boolean isUnique(List<String> names) {
        return uniqueKeys.stream().anyMatch(names::containsAll);
    }
}
