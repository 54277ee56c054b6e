/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import java.util.Locale;

/** What becomes of a record without a value. */
public enum TombstonePolicy {
    /** It is counted: it holds nothing to archive. */
    COUNT,
    /** It is a record no row can be made of, and goes where those go. */
    REFUSE,
    /** It fails the task. */
    FAIL;

    /** @param text the name in lower case */
    public static TombstonePolicy of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
