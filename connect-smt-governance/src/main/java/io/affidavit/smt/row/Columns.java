/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import io.affidavit.core.identity.KeyedHash;

/** The columns of one row: their values, in the order of a {@link Shape}. */
final class Columns {

    private final Shape shape;
    private final Object[] values;

    Columns(Shape shape, Object[] values) {
        this.shape = shape;
        this.values = values;
    }

    /** Fills one value for each column the table knows; those the row lacks stay null. */
    void fill(Object[] roots) {
        for (int i = 0; i < values.length; i++) {
            int root = shape.root(i);
            if (root >= 0) {
                roots[root] = values[i];
            }
        }
    }

    /** Visits every non-null column, in the row's order. */
    void forEach(Visitor visitor) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                visitor.column(shape.root(i), shape.name(i), values[i]);
            }
        }
    }

    /** Adds name and text of every column that has a value, sorted by name. */
    void addTo(KeyedHash.Sequence sequence, KnownForms forms) {
        for (int i = 0; i < values.length; i++) {
            int at = shape.sorted(i);
            if (values[at] != null) {
                byte[] name = shape.utf8(at);
                sequence.addUtf8(name, 0, name.length).add(forms.text(values[at]));
            }
        }
    }

    /** How the columns differ from those the table was told of. */
    ColumnChanges changes(PathTable table) {
        return shape.changes() != null ? shape.changes() : ColumnComparison.ofValues(shape, values, table);
    }

    /** Takes one column; the root index is -1 for columns the table does not know. */
    interface Visitor {
        void column(int root, String name, Object value);
    }
}
