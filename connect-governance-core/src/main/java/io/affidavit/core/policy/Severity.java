/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.Locale;

/** How grave it is when a rule fires, from least to most. */
public enum Severity {
    /** Worth counting. */
    LOW,
    /** Worth a look. */
    MEDIUM,
    /** Needs an answer. */
    HIGH,
    /** Needs an answer now. */
    CRITICAL;

    /** As documents and headers write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
