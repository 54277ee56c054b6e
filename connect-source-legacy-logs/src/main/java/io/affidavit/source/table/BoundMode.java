/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.table;

import java.util.Locale;

/** How the safe bound is found. */
public enum BoundMode {
    /** The horizon where the database fills the cursor column, else the lag. */
    AUTO,
    /** The start of the oldest open transaction: exact where the database fills the cursor column. */
    HORIZON,
    /** A fixed time behind the database's clock: for times that an application sets. */
    LAG;

    public static BoundMode of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
