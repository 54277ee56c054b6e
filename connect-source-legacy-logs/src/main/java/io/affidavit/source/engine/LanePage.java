/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import java.util.List;

/**
 * Rows of one lane, read in one transaction; never empty.
 *
 * @param before state of the lane before the first row, or null for a lane never read
 */
public record LanePage(int lane, LaneState before, List<LaneStep> steps) {

    public LanePage {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("A lane page holds at least one row.");
        }
    }
}
