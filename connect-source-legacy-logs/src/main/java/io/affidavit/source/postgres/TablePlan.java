/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.table.TableShape;
import java.util.List;
import java.util.Objects;

/**
 * A table with everything decided that reading it needs.
 *
 * @param keys columns that identify a row
 * @param hashed the list row hashes cover, no longer open
 * @param horizon whether the transaction horizon bounds reading, where it can be seen
 */
record TablePlan(
        TableSettings settings,
        TableShape<Column> shape,
        Column cursor,
        List<Column> keys,
        Axis axis,
        HashedColumns hashed,
        boolean horizon) {

    TablePlan {
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(cursor, "cursor");
        Objects.requireNonNull(axis, "axis");
        Objects.requireNonNull(hashed, "hashed");
        keys = List.copyOf(keys);
    }

    /** How a column of the table comes. */
    Wire wire(Column column) {
        return Wire.of(column, keys.contains(column));
    }

    /** Key columns that order rows of one position: a cursor that is itself a key column breaks no tie. */
    List<Column> tieBreak() {
        return keys.stream().filter(key -> !key.name().equals(cursor.name())).toList();
    }
}
