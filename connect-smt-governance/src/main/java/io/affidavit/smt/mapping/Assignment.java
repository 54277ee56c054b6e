/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import io.affidavit.smt.row.Row;

/** One field of the contract and where its value comes from. */
public record Assignment(Target target, Expression expression) {

    /** The value for the target, or null; a source value of a type the target cannot take stays unaccounted for. */
    public Object value(Row row) {
        Object value = expression.value(row);
        if (value == null) {
            return null;
        }
        Object coerced = Coercion.to(target, value, row);
        if (coerced == null) {
            row.untakeLast();
        }
        return coerced;
    }
}
