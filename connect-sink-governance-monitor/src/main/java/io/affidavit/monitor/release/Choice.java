/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.release;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person decides. */
public enum Choice {
    /** The record may pass. */
    RELEASE,
    /** The record must not pass. */
    REJECT;

    /** As decisions write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Choice> of(Object text) {
        return Arrays.stream(values())
                .filter(choice -> choice.text().equals(text))
                .findFirst();
    }
}
