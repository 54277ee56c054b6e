/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.iceberg;

import java.util.Locale;

/** What to do with a snapshot that overwrites or deletes rows. */
public enum OnChange {
    /** Fail the task. */
    FAIL,
    /** Log its number and count, read nothing of it, and go on. */
    REPORT;

    public static OnChange of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
