/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import java.util.Locale;

/** How a replay ended. */
public enum Outcome {
    /** Every record of the scope was replayed. */
    COMPLETE,
    /** The grant expired before that. */
    EXPIRED,
    /** A signature of the grant lost its trust before that. */
    REVOKED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Outcome of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
