/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.core.identity.RowChecksum;
import io.affidavit.source.spi.RowMark;
import io.affidavit.source.spi.SourceRow;
import java.util.ArrayList;
import java.util.List;

/** A lane while a task reads it: its last state, advanced row by row. */
final class Lane {

    private final int number;
    private final RowChecksum checksum;
    private LaneState state;

    /** @param state where reading stopped, or null for a lane never read */
    Lane(int number, LaneState state) {
        this.number = number;
        this.state = state;
        this.checksum = state == null ? new RowChecksum() : new RowChecksum(state.count(), state.sum(), state.xor());
    }

    /** The first window at or after {@code window} in which this lane may still have rows to read. */
    long nextWindow(WindowGrid grid, long window) {
        long floor = state == null ? window : Math.max(window, state.window());
        return grid.nextOf(number, floor);
    }

    /** The last row read, if it lies in the window. */
    RowMark markIn(long window) {
        return state != null && state.window() == window ? state.mark() : null;
    }

    LanePage advance(long window, List<SourceRow> rows) {
        List<LaneStep> steps = new ArrayList<>(rows.size());
        LaneState before = state;
        for (SourceRow row : rows) {
            checksum.add(row.mark().key(), row.rowHash());
            state = new LaneState(window, row.mark(), checksum.count(), checksum.sum(), checksum.xor());
            steps.add(new LaneStep(row, state));
        }
        return new LanePage(number, before, steps);
    }
}
