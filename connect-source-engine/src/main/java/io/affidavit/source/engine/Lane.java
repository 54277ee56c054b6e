/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.sums.ClosedWindow;
import java.util.List;
import java.util.Optional;

/** A lane while a task reads it: its last state, advanced page by page. */
final class Lane {

    private final int number;
    private LaneState state;

    /** @param state where reading stopped, or null for a lane never read */
    Lane(int number, LaneState state) {
        this.number = number;
        this.state = state;
    }

    int number() {
        return number;
    }

    /** The first window at or after {@code window} in which this lane may still have rows to read. */
    long nextWindow(WindowGrid grid, long window) {
        if (state == null) {
            return grid.nextOf(number, window);
        }
        return grid.nextOf(number, Math.max(window, state.closed() ? state.window() + 1 : state.window()));
    }

    /** The last row read, if it lies in the window. */
    Position positionIn(long window) {
        return state != null && state.window() == window ? state.position() : null;
    }

    /** Whether the window last read from has not been closed. */
    boolean isOpen() {
        return state != null && !state.closed();
    }

    long window() {
        return state.window();
    }

    List<ClosedWindow> unswept() {
        return state == null ? List.of() : state.unswept();
    }

    LaneState state() {
        return state;
    }

    /** Takes rows of a window. */
    LaneSteps advance(long window, RowPage page) {
        LaneSteps steps = new LaneSteps(state, window, page.digests());
        int rows = page.rows().size();
        if (rows > 0) {
            state = steps.after(rows, page.rows().get(rows - 1).position()).get();
        }
        return steps;
    }

    /** Closes the window last read from. */
    LaneState close(SweepSchedule schedule) {
        state = state.close(state.rows() == null ? Optional.empty() : schedule.closed(state.window(), state.rows()));
        return state;
    }

    /** Takes note of a sweep, of which the next is given if there is to be one. */
    LaneState swept(long window, Optional<ClosedWindow> next) {
        state = state.swept(window, next);
        return state;
    }
}
