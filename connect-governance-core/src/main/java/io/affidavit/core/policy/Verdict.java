/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.Locale;

/** What is decided about a record, from weakest to strongest. */
public enum Verdict {
    /** Passes. */
    ALLOW,
    /** Passes, and the rule is noted on it. */
    LOG,
    /** Passes with a mark that people look for, or is diverted to them. */
    ESCALATE,
    /** Does not pass; it is quarantined, never lost. */
    BLOCK;

    /** As documents and headers write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
