/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import java.util.List;

/** Rows of one lane, read in one transaction; never empty. */
public record LanePage(int lane, List<LaneStep> steps) {

    public LanePage {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("A lane page holds at least one row.");
        }
    }
}
