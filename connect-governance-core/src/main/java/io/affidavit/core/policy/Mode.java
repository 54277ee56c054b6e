/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.Locale;

/** Whether a rule acts. */
public enum Mode {
    /** The rule is noted where it fires and changes nothing. */
    MONITOR,
    /** The rule acts. */
    ENFORCE;

    /** As documents and headers write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
