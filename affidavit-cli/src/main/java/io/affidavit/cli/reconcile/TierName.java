/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import java.util.Locale;

/** The three places that hold every row. */
public enum TierName {
    SOURCE,
    TOPIC,
    ARCHIVE;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
