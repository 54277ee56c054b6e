/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import java.util.Objects;

/**
 * One row as seen in one tier.
 *
 * @param position value of the cursor column: microseconds since the epoch, or the number
 * @param key primary key text
 * @param rowHash keyed hash of the source row
 * @param quarantined whether only a reference to it was sent, so that no archive holds it
 * @param masked whether its event was found to hold sensitive content, and hence may differ from the row
 */
record Sighting(long position, String key, String rowHash, boolean quarantined, boolean masked) {

    Sighting {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(rowHash, "rowHash");
    }

    /** A row as its source has it. */
    Sighting(long position, String key, String rowHash, boolean quarantined) {
        this(position, key, rowHash, quarantined, false);
    }
}
