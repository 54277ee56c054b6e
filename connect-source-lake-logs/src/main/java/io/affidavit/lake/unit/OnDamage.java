/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.unit;

import java.util.Locale;

/** What to do with a unit whose content cannot be read to its end. */
public enum OnDamage {
    /** Fail the task: somebody must repair or remove the unit. */
    FAIL,
    /** Send a reference to the rest of it to the quarantine topic, and go on with the next unit. */
    QUARANTINE;

    public static OnDamage of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
