/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import io.affidavit.archive.table.SchemaChange;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/** Collects what a record asks of the schema, or refuses it where the schema may not grow. */
final class Growth {

    private final boolean columnsMayGrow;
    private final boolean requiredMayRelax;
    private final int room;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> asked = new HashMap<>();
    private final Set<SchemaChange> changes = new LinkedHashSet<>();

    /**
     * @param columnsMayGrow whether columns may be added and widened
     * @param requiredMayRelax whether a required column may become optional
     * @param columns full names of the columns there are, nested ones included
     * @param maxColumns how many there may be
     */
    Growth(boolean columnsMayGrow, boolean requiredMayRelax, Collection<String> columns, int maxColumns) {
        this.columnsMayGrow = columnsMayGrow;
        this.requiredMayRelax = requiredMayRelax;
        this.room = maxColumns - columns.size();
        columns.forEach(column -> taken.add(folded(column)));
    }

    /** For what may never change. */
    static Growth none() {
        return new Growth(false, false, List.of(), 0);
    }

    void add(SchemaChange.AddColumn column, String path) {
        if (!columnsMayGrow) {
            throw new Rejection(Rules.UNKNOWN_FIELD, path);
        }
        // Every element of a list may ask; the first says the type.
        if (!path.equals(asked.get(folded(path)))) {
            ask(path, column.type());
            changes.add(column);
        }
    }

    void widen(SchemaChange.Widen wider) {
        if (!columnsMayGrow) {
            throw new Rejection(Rules.OUT_OF_RANGE, wider.path());
        }
        changes.add(wider);
    }

    /** @param rule what the null breaks where the column must stay required */
    void relax(String path, String rule) {
        if (!requiredMayRelax) {
            throw new Rejection(rule, path);
        }
        changes.add(new SchemaChange.MakeOptional(path));
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** What was collected since the last call. */
    List<SchemaChange> drain() {
        List<SchemaChange> drained = List.copyOf(changes);
        changes.clear();
        asked.clear();
        return drained;
    }

    /** Names that differ only in case, or in where their dots come from, would make the table unreadable to most engines. */
    private void ask(String path, Type type) {
        String name = folded(path);
        if (taken.contains(name) || asked.put(name, path) != null) {
            throw new Rejection(Rules.AMBIGUOUS_FIELD, path);
        }
        if (asked.size() > room) {
            throw new Rejection(Rules.TOO_MANY_COLUMNS, path);
        }
        if (type.isNestedType()) {
            for (NestedField field : type.asNestedType().fields()) {
                ask(path + "." + field.name(), field.type());
            }
        }
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
