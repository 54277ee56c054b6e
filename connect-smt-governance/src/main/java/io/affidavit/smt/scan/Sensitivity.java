/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.Locale;

/** How far content may travel, from least to most protected. */
public enum Sensitivity {
    PUBLIC,
    INTERNAL,
    CONFIDENTIAL,
    RESTRICTED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The level as headers carry it. */
    public String text() {
        return text;
    }

    /** The level a header names; unknown text is the highest level, so that nobody can lower a level by misspelling it. */
    public static Sensitivity parse(String text) {
        for (Sensitivity level : values()) {
            if (level.text().equals(text)) {
                return level;
            }
        }
        return RESTRICTED;
    }

    public Sensitivity atLeast(Sensitivity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
