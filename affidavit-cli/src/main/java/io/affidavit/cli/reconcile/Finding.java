/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import java.util.Comparator;
import java.util.Objects;

/**
 * A row that is not as it should be.
 *
 * @param tier where it is not
 * @param window number of its window
 * @param key its primary key
 */
public record Finding(State state, TierName tier, long window, String key) {

    static final Comparator<Finding> ORDER = Comparator.comparingLong(Finding::window)
            .thenComparing(Finding::key)
            .thenComparing(Finding::tier)
            .thenComparing(Finding::state);

    public Finding {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(key, "key");
    }
}
