/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.table.ColumnFacts;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;

/**
 * A column as the catalog describes it.
 *
 * @param type in the database's own words
 * @param read SQL for its value as text
 * @param order SQL by which rows are ordered and compared
 * @param times how the database writes its times, or null
 * @param filling who gives the value where an insert does not
 */
record Column(
        String name,
        String type,
        ValueKind kind,
        Binding binding,
        String read,
        String order,
        boolean notNull,
        TimeText times,
        Filling filling)
        implements ColumnFacts {

    /** Who gives a value where an insert does not. */
    enum Filling {
        WRITER,
        /** The clock, when the statement began. */
        CLOCK,
        /** The clock, at every change of the row. */
        CLOCK_AT_CHANGE,
        /** A counter of its own that never gives a number twice. */
        COUNTER,
        /** A counter that gives the numbers of deleted newest rows again. */
        REUSING_COUNTER
    }

    Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(filling, "filling");
    }

    @Override
    public Schema schema() {
        return kind.schema();
    }

    /** Whether the database numbers rows by this column. */
    boolean isCounted() {
        return filling == Filling.COUNTER || filling == Filling.REUSING_COUNTER;
    }

    /** This column as the numbered primary key, which is never null. */
    Column numberedBy(Filling counter) {
        return new Column(name, type, kind, binding, read, order, true, times, counter);
    }
}
