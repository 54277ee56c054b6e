/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.source.sums.ClosedWindow;
import io.affidavit.source.sums.WindowRows;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When closed windows are read again.
 *
 * @param after how long after its closing, ascending; empty for never
 * @param timed whether positions are microseconds since the epoch
 */
public record SweepSchedule(List<Duration> after, WindowGrid grid, boolean timed, InstantSource clock) {

    public SweepSchedule {
        after = after.stream().sorted().toList();
        Objects.requireNonNull(grid, "grid");
        Objects.requireNonNull(clock, "clock");
    }

    /** No sweeps. */
    public static SweepSchedule never(WindowGrid grid) {
        return new SweepSchedule(List.of(), grid, false, InstantSource.system());
    }

    /** A window that was just closed, unless it was read as late as the last sweep would, as in a migration. */
    Optional<ClosedWindow> closed(long window, WindowRows rows) {
        long now = clock.millis();
        if (after.isEmpty()) {
            return Optional.empty();
        }
        long latest = after.get(after.size() - 1).toMillis();
        boolean old = timed && now - grid.endOf(window) / 1000 > latest;
        return old ? Optional.empty() : Optional.of(new ClosedWindow(window, rows, now, 0));
    }

    boolean isDue(ClosedWindow window) {
        return after.isEmpty() || sweepsDue(window) > window.sweeps();
    }

    /** The window for its next sweep, if there is to be one. Sweeps that were missed are not made up for. */
    Optional<ClosedWindow> swept(ClosedWindow window, WindowRows found) {
        int sweeps = sweepsDue(window);
        return sweeps < after.size()
                ? Optional.of(new ClosedWindow(window.window(), found, window.closedAt(), sweeps))
                : Optional.empty();
    }

    private int sweepsDue(ClosedWindow window) {
        long age = clock.millis() - window.closedAt();
        int due = 0;
        while (due < after.size() && after.get(due).toMillis() <= age) {
            due++;
        }
        return due;
    }
}
