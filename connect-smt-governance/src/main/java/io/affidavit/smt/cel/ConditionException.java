/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import dev.cel.common.CelSourceLocation;

/** Thrown for an expression that does not compile; the message says where in the expression, and what is wrong. */
public final class ConditionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int line;

    ConditionException(int line, String message) {
        super(message);
        this.line = line;
    }

    static ConditionException at(CelSourceLocation place, String fault) {
        int line = Math.max(1, place.getLine());
        return new ConditionException(
                line, "line " + line + ", column " + (place.getColumn() + 1) + " of the condition: " + fault);
    }

    /** Line of the expression, from 1. */
    public int line() {
        return line;
    }
}
