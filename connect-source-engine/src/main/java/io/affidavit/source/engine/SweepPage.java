/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.source.spi.SourceRow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Rows of a closed window that changed since it was read, and the end of the sweep; at least one of the two.
 *
 * @param before state of the lane until all of these are delivered
 * @param after its state then
 */
public record SweepPage(
        int lane, List<SourceRow> rows, LaneState before, LaneState after, Optional<SweepFinding> finding) {

    public SweepPage {
        rows = List.copyOf(rows);
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}
