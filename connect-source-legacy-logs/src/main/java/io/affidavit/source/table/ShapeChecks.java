/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.table;

import io.affidavit.source.config.Fault;
import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.settings.TableKeys;
import io.affidavit.source.spi.HashedColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the columns that a configuration names against a table as it is. */
public final class ShapeChecks<C extends ColumnFacts> {

    private final String table;
    private final TableShape<C> shape;
    private final List<Fault> faults;

    /** @param faults where faults that are found go */
    public ShapeChecks(String table, TableShape<C> shape, List<Fault> faults) {
        this.table = table;
        this.shape = shape;
        this.faults = faults;
    }

    /** The cursor column, where there is one of that name. */
    public Optional<C> cursor(String name) {
        Optional<C> cursor = shape.column(name);
        if (cursor.isEmpty()) {
            fault(
                    TableKeys.CURSOR,
                    "Cannot find column " + name + " in table " + table + ". Names are case-sensitive.");
        } else if (!cursor.get().notNull()) {
            fault(
                    TableKeys.CURSOR,
                    "Cannot use column " + name
                            + " as cursor: it may be null, and a row without a position would never be read. "
                            + "Declare it NOT NULL, or choose another column.");
        }
        return cursor;
    }

    /** The key columns: those configured, or the primary key. */
    public List<C> keys(List<String> configured) {
        List<String> names = configured.isEmpty() ? shape.primaryKey() : configured;
        if (names.isEmpty()) {
            fault(
                    TableKeys.KEYS_OF_ROW,
                    "Cannot identify rows of table " + table
                            + ": it has no primary key. Name columns that a unique index covers.");
        }
        List<C> keys = new ArrayList<>();
        for (String name : names) {
            Optional<C> column = shape.column(name);
            if (column.isEmpty()) {
                fault(
                        TableKeys.KEYS_OF_ROW,
                        "Cannot find column " + name + " in table " + table + ". Names are case-sensitive.");
            } else if (!column.get().notNull()) {
                fault(
                        TableKeys.KEYS_OF_ROW,
                        "Cannot use column " + name
                                + " as key: it may be null. Declare it NOT NULL, or choose another.");
            } else {
                keys.add(column.get());
            }
        }
        if (keys.size() == names.size() && !names.isEmpty() && !shape.isUnique(names)) {
            fault(
                    TableKeys.KEYS_OF_ROW,
                    "Cannot identify rows of table " + table + " by " + String.join(", ", names)
                            + ": no unique index covers them, so rows of one position could be skipped. Create a unique index, or name its columns.");
        }
        return keys;
    }

    /** The list that row hashes cover, no longer open. */
    public HashedColumns hashed(HashedColumns wanted) {
        if (wanted.isOpen()) {
            return HashedColumns.of(
                    shape.columns().stream().map(ColumnFacts::name).toList());
        }
        if (!wanted.lenient()) {
            for (String name : wanted.names()) {
                if (shape.column(name).isEmpty()) {
                    fault(
                            ReadingKeys.HASH_COLUMNS,
                            "Cannot find column " + name + " in table " + table
                                    + ", which the row hash covers. Names are case-sensitive; if the column was dropped, its table must be read anew.");
                }
            }
        }
        return wanted;
    }

    private void fault(String key, String message) {
        faults.add(new Fault(key, message));
    }
}
