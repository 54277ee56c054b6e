/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import io.affidavit.smt.row.Row;
import io.affidavit.smt.row.Values;
import java.util.List;

/** How one event is made of a row. */
public record EventRule(Expression categories, List<Assignment> assignments) {

    public EventRule {
        assignments = List.copyOf(assignments);
    }

    /** The event's category, or null if no case of the mapping applies. */
    public String category(Row row) {
        Object value = categories.value(row);
        return value == null ? null : Values.text(value);
    }
}
