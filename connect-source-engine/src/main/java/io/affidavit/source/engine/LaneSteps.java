/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.source.spi.Position;
import java.util.function.Supplier;

/** The states that a lane goes through while rows of a window are delivered; holds on to no row. */
public final class LaneSteps {

    private final LaneState before;
    private final long window;
    private final long[] digests;

    /** @param digests of the rows, in order; not to be changed */
    LaneSteps(LaneState before, long window, long... digests) {
        this.before = before;
        this.window = window;
        this.digests = digests;
    }

    /** State of the lane before the first row, or null for a lane never read. */
    public LaneState before() {
        return before;
    }

    /**
     * State of the lane once so many of the rows are delivered.
     *
     * @param last position of the last of them
     */
    Supplier<LaneState> after(int rows, Position last) {
        return () -> LaneState.after(before, window, digests, rows, last);
    }
}
