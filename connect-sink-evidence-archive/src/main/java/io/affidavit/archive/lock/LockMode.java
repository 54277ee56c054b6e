/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.lock;

import java.util.Arrays;
import java.util.Locale;

/** Who can delete a locked object before its date. In the order of strength. */
public enum LockMode {
    /** Everybody who may delete: nothing is locked. */
    NONE,
    /** Those who are explicitly permitted to bypass locks. */
    GOVERNANCE,
    /** Nobody, not the owner of the account either; so nothing can be erased before the date, whoever asks. */
    COMPLIANCE;

    /** The name in the configuration. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static LockMode of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public static String[] texts() {
        return Arrays.stream(values()).map(LockMode::text).toArray(String[]::new);
    }
}
