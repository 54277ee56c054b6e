/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

/** What a condition says about a record. */
public enum Truth {
    TRUE,
    FALSE,
    /** The condition cannot be evaluated on this record: a field is absent, of another type, or the work is too much. */
    UNDECIDED;

    static Truth of(boolean certain) {
        return certain ? TRUE : FALSE;
    }
}
