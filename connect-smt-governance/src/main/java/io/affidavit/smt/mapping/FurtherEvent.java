/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import io.affidavit.smt.row.Row;
import io.affidavit.smt.row.SourcePath;
import io.affidavit.smt.row.Values;

/**
 * A rule for events that a row gives besides its own: one, or one for each element of a list, wherever the condition
 * holds.
 *
 * @param each path of the list; null for at most one event
 * @param rule how such an event is made
 */
record FurtherEvent(Condition when, SourcePath each, EventRule rule) {

    /** How many events this rule gives. */
    int count(Row row) {
        return find(row, Integer.MAX_VALUE);
    }

    /** Makes the row's paths lead into the element of this event of the rule, from 0. */
    void enter(Row row, int index) {
        find(row, index);
    }

    /** How many elements hold, of those before the one that is the index-th to hold; the row stays at that one. */
    private int find(Row row, int index) {
        if (each == null) {
            return when.holds(row) ? 1 : 0;
        }
        int found = 0;
        for (Object element : Values.elements(row.peekOpened(each))) {
            row.enter(element);
            if (element != null && when.holds(row)) {
                if (found == index) {
                    return found;
                }
                found++;
            }
        }
        return found;
    }
}
