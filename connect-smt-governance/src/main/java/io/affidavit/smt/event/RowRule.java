/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.smt.reject.Rejection;

/** The rules that this transform refuses or tags records by. */
enum RowRule {
    INPUT("mapping.input", "Records whose value is no object."),
    ORDINAL("mapping.ordinal", "Records whose hand-over contradicts itself."),
    REQUIRED("mapping.required", "Records without key, category or event time."),
    UNKNOWN("mapping.column.unknown", "Records with a column that the mapping was not made for."),
    MISSING("mapping.column.missing", "Records without a column that the mapping needs."),
    RETYPED("mapping.column.retyped", "Records with a column of another type than the mapping was made for."),
    MORE_EVENTS("mapping.events.more", "Records whose row gives more events than it is handed over for.");

    private final String text;
    private final String doc;

    RowRule(String text, String doc) {
        this.text = text;
        this.doc = doc;
    }

    String text() {
        return text;
    }

    String doc() {
        return doc;
    }

    /** @param path from configuration, never from the record; may be null */
    Rejection rejection(String path) {
        return Rejection.of(text, path);
    }
}
