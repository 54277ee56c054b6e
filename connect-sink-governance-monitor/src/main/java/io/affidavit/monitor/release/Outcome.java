/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.release;

import java.util.Locale;

/** What became of a decision. */
public enum Outcome {
    /** The record passed. */
    RELEASED,
    /** The record stays where it is, for good. */
    REJECTED,
    /** The decision does not count. */
    REFUSED;

    /** As results write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
