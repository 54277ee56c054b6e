/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.deadletter.DeadLetters;
import io.affidavit.archive.gaps.GapExplainer;
import java.util.Objects;
import java.util.Optional;

/**
 * What becomes of offsets that are no rows.
 *
 * @param tombstones policy for records without a value
 * @param deadLetters where refused records go; empty for the quarantine
 * @param gaps what is known of offsets without a record
 */
public record Completeness(TombstonePolicy tombstones, Optional<DeadLetters> deadLetters, GapExplainer gaps) {

    public Completeness {
        Objects.requireNonNull(tombstones, "tombstones");
        Objects.requireNonNull(deadLetters, "deadLetters");
        Objects.requireNonNull(gaps, "gaps");
    }
}
