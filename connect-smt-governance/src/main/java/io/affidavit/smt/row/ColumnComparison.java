/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** Compares the columns that came with those a mapping was made from. */
final class ColumnComparison {

    private ColumnComparison() {}

    /** By schema: the names of a table's columns are no content. */
    static ColumnChanges ofSchema(Schema schema, PathTable table) {
        List<String> unknown = new ArrayList<>();
        List<String> retyped = new ArrayList<>();
        for (Field field : schema.fields()) {
            int root = table.rootOf(field.name());
            if (root < 0) {
                if (!table.isOpen(field.name())) {
                    unknown.add(field.name());
                }
            } else if (!table.kind(root).fits(field.schema())) {
                retyped.add(field.name());
            }
        }
        List<String> missing = missing(table, root -> schema.field(table.rootName(root)) == null);
        return changes(unknown.size(), unknown, missing, retyped);
    }

    /** By values, for rows without schema: a column without value counts as missing, unknown names are content. */
    static ColumnChanges ofValues(Shape shape, Object[] values, PathTable table) {
        int unknown = 0;
        int required = 0;
        List<String> retyped = List.of();
        for (int i = 0; i < values.length; i++) {
            int root = shape.root(i);
            if (root < 0) {
                unknown += table.isOpen(shape.name(i)) ? 0 : 1;
            } else if (values[i] != null) {
                required += table.required(root) ? 1 : 0;
                if (!table.kind(root).fits(values[i])) {
                    retyped = retyped.isEmpty() ? new ArrayList<>() : retyped;
                    retyped.add(table.rootName(root));
                }
            }
        }
        if (required == table.requiredCount()) {
            return changes(unknown, List.of(), List.of(), retyped);
        }
        Object[] roots = new Object[table.rootCount()];
        new Columns(shape, values).fill(roots);
        return changes(unknown, List.of(), missing(table, root -> roots[root] == null), retyped);
    }

    private static List<String> missing(PathTable table, IntPredicate absent) {
        List<String> missing = new ArrayList<>();
        for (int root = 0; root < table.rootCount(); root++) {
            if (table.required(root) && absent.test(root)) {
                missing.add(table.rootName(root));
            }
        }
        return missing;
    }

    private static ColumnChanges changes(int unknown, List<String> names, List<String> missing, List<String> retyped) {
        return unknown == 0 && missing.isEmpty() && retyped.isEmpty()
                ? ColumnChanges.NONE
                : new ColumnChanges(unknown, names, missing, retyped);
    }
}
