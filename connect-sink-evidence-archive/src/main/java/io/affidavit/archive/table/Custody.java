/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.table;

/** Which of the two physical places a row is kept in. */
public enum Custody {
    STANDARD("std"),
    HOLD("hold");

    private final String column;

    Custody(String column) {
        this.column = column;
    }

    /** The value of the {@code custody} column. */
    public String column() {
        return column;
    }

    public static Custody of(boolean held) {
        return held ? HOLD : STANDARD;
    }
}
