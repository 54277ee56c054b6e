/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.source.spi.Position;
import io.affidavit.source.sums.ClosedWindow;
import io.affidavit.source.sums.Sums;
import io.affidavit.source.sums.WindowRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a lane has been read, and what it has given.
 *
 * @param window the window last read from
 * @param position the last row read
 * @param given the running checksum of every row that the lane has given
 * @param rows what of them lies in the window, or null where that was not kept
 * @param closed whether the window has been read to its end
 * @param unswept earlier windows that are to be read again, oldest first
 */
public record LaneState(
        long window, Position position, Sums given, WindowRows rows, boolean closed, List<ClosedWindow> unswept) {

    /** A lane keeps no more windows in mind, so that offsets stay small. */
    public static final int MOST_UNSWEPT = 32;

    public LaneState {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(given, "given");
        unswept = List.copyOf(unswept);
    }

    /**
     * The state of a lane that has given further rows.
     *
     * @param before its state, or null if it had given none
     * @param digests of rows of the window, in order
     * @param count how many of the digests count
     * @param last position of the last that counts
     */
    static LaneState after(LaneState before, long window, long[] digests, int count, Position last) {
        if (before == null) {
            return new LaneState(
                    window,
                    last,
                    Sums.NONE.with(digests, count),
                    WindowRows.NONE.with(digests, count),
                    false,
                    List.of());
        }
        WindowRows earlier = before.window == window ? before.rows : WindowRows.NONE;
        return new LaneState(
                window,
                last,
                before.given.with(digests, count),
                earlier == null ? null : earlier.with(digests, count),
                false,
                before.unswept);
    }

    /** With its window closed, and kept in mind where a closed window is given. */
    LaneState close(Optional<ClosedWindow> toSweep) {
        List<ClosedWindow> all = new ArrayList<>(unswept);
        toSweep.ifPresent(all::add);
        List<ClosedWindow> kept = all.subList(Math.max(0, all.size() - MOST_UNSWEPT), all.size());
        return new LaneState(window, position, given, rows, true, kept);
    }

    /** With a window that was swept replaced, or forgotten. */
    LaneState swept(long sweptWindow, Optional<ClosedWindow> next) {
        List<ClosedWindow> left = new ArrayList<>();
        for (ClosedWindow kept : unswept) {
            if (kept.window() != sweptWindow) {
                left.add(kept);
            } else {
                next.ifPresent(left::add);
            }
        }
        return new LaneState(window, position, given, rows, closed, left);
    }
}
