/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.clickhouse;

import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.table.KeyText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a table is read, and the statements for it.
 *
 * @param hashed with every name filled in
 */
record TablePlan(ClickHouseSettings settings, TableShape shape, Axis axis, List<String> keys, HashedColumns hashed) {

    TablePlan {
        keys = List.copyOf(keys);
    }

    /**
     * Rows with all columns, their position, and the text of each key column. Rows of one position, versions of one row,
     * come together whatever the limit.
     */
    String page(PageRequest request, int limit) throws StoreException {
        LogSplit split = request.split();
        Position after = request.after();
        String columns = shape.columns().keySet().stream().map(Sql::name).collect(Collectors.joining(", "));
        String texts =
                keys.stream().map(key -> "toString(" + Sql.name(key) + ")").collect(Collectors.joining(", "));
        long from = after == null ? split.from() : Math.max(split.from(), after.cursor());
        return "SELECT " + columns + ", " + axis.position() + ", " + texts + " FROM " + table() + " WHERE "
                + axis.within(from, split.before())
                + (after == null ? "" : " AND " + beyond(after))
                + " ORDER BY " + axis.column() + ", " + names() + " LIMIT " + limit + " WITH TIES";
    }

    /** The least position of a range, or no row. */
    String first(long from, long before) {
        return "SELECT min(" + axis.position() + ") FROM " + table() + " WHERE " + axis.within(from, before)
                + " HAVING count() > 0";
    }

    /** How many rows a range has, counted to no more than so many. */
    String count(LogSplit split, long most) {
        return "SELECT toInt64(count()) FROM (SELECT 1 FROM " + table() + " WHERE "
                + axis.within(split.from(), split.before()) + " LIMIT " + most + ")";
    }

    private String beyond(Position after) throws StoreException {
        List<String> values = KeyText.values(after.key(), keys.size());
        if (values.size() != keys.size()) {
            throw StoreException.fatal(
                    "Cannot go on reading table " + settings.name()
                            + ": the stored key is of other columns. Restore source.key.columns, or delete the connector's offsets to read everything anew.");
        }
        List<String> casts = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            casts.add("CAST(" + Sql.text(values.get(i)) + ", "
                    + Sql.text(shape.columns().get(keys.get(i))) + ")");
        }
        return "(" + axis.column() + ", " + names() + ") > (" + axis.literal(after.cursor()) + ", "
                + String.join(", ", casts) + ")";
    }

    private String names() {
        return keys.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    private String table() {
        return Sql.name(settings.database()) + "." + Sql.name(settings.table());
    }
}
