/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** A sequence of column names and where the columns of a {@link PathTable} stand in it. */
final class Shape {

    private final String[] names;
    private final byte[][] utf8;
    private final int[] roots;
    private final int[] sorted;
    private final ColumnChanges changes;

    /** @param changes what the names alone tell of changed columns; null where values must be asked */
    Shape(String[] names, PathTable table, ColumnChanges changes) {
        this.names = names;
        this.utf8 = Arrays.stream(names)
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.roots = Arrays.stream(names).mapToInt(table::rootOf).toArray();
        this.changes = changes;
        Integer[] order = new Integer[names.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparing(i -> names[i]));
        this.sorted = Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    String name(int i) {
        return names[i];
    }

    /** The name in UTF-8. */
    byte[] utf8(int i) {
        return utf8[i];
    }

    /** The table's index of a column, or -1 if the table does not know it. */
    int root(int i) {
        return roots[i];
    }

    /** The place of the column that comes i-th by name. */
    int sorted(int i) {
        return sorted[i];
    }

    ColumnChanges changes() {
        return changes;
    }

    /** Whether rows of these names have this shape. */
    boolean fits(String[] others) {
        return Arrays.equals(names, others);
    }
}
