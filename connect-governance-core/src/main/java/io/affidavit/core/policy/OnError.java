/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.Locale;

/** What follows when a rule cannot be evaluated on a record. */
public enum OnError {
    /** The record does not pass: what cannot be judged is not let through. */
    QUARANTINE,
    /** The rule counts as not fired, and the error is counted. */
    PASS;

    /** As documents and headers write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
