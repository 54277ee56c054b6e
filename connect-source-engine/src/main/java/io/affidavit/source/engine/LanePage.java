/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import java.util.List;
import java.util.Optional;

/**
 * Rows of one lane, read in one transaction, and the end of a window; at least one of the two.
 *
 * @param before state of the lane before the first row, or null for a lane never read
 * @param closed state of the lane once the window of its last row was read to its end, if it was
 */
public record LanePage(int lane, LaneState before, List<LaneStep> steps, Optional<LaneState> closed) {

    public LanePage {
        steps = List.copyOf(steps);
        if (steps.isEmpty() && closed.isEmpty()) {
            throw new IllegalArgumentException("A lane page holds a row or the end of a window.");
        }
    }
}
