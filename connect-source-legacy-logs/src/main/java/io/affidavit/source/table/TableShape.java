/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.table;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table as the catalog describes it at one moment.
 *
 * @param quoted schema-qualified and quoted, for SQL
 * @param id the table's number, which a replacement changes
 * @param uniqueKeys column lists of unique indexes that hold every row, the primary key first
 */
public record TableShape<C extends ColumnFacts>(
        String quoted, long id, List<C> columns, List<List<String>> uniqueKeys, boolean hasPrimaryKey) {

    public TableShape {
        Objects.requireNonNull(quoted, "quoted");
        columns = List.copyOf(columns);
        uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
    }

    public Optional<C> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    public List<String> primaryKey() {
        return hasPrimaryKey ? uniqueKeys.get(0) : List.of();
    }

    /** Whether no two rows can share the values of these columns. */
    public boolean isUnique(List<String> names) {
        return uniqueKeys.stream().anyMatch(names::containsAll);
    }
}
