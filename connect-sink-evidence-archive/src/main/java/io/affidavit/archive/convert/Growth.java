/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import io.affidavit.archive.table.SchemaChange;
import java.util.ArrayList;
import java.util.List;

/** Collects what a record asks of the schema, or refuses it where the schema may not grow. */
final class Growth {

    private final boolean columnsMayGrow;
    private final boolean requiredMayRelax;
    private final int room;
    private final List<SchemaChange> changes = new ArrayList<>();

    /**
     * @param columnsMayGrow whether columns may be added and widened
     * @param requiredMayRelax whether a required column may become optional
     * @param room how many columns may still be added
     */
    Growth(boolean columnsMayGrow, boolean requiredMayRelax, int room) {
        this.columnsMayGrow = columnsMayGrow;
        this.requiredMayRelax = requiredMayRelax;
        this.room = room;
    }

    void add(SchemaChange.AddColumn column, String path) {
        if (!columnsMayGrow) {
            throw new Rejection(Rules.UNKNOWN_FIELD, path);
        }
        if (changes.size() >= room) {
            throw new Rejection(Rules.TOO_MANY_COLUMNS, path);
        }
        changes.add(column);
    }

    void widen(SchemaChange.Widen wider) {
        if (!columnsMayGrow) {
            throw new Rejection(Rules.OUT_OF_RANGE, wider.path());
        }
        changes.add(wider);
    }

    void relax(String path) {
        if (!requiredMayRelax) {
            throw new Rejection(Rules.MISSING_REQUIRED, path);
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
        return drained;
    }
}
