/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.StoreException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Walks the windows of a set of lanes from the oldest to the newest, each from where its lane stopped, and follows the
 * newest one as the safe bound rises. Empty windows cost nothing: the next one is found by the store's least position.
 * State moves only after a read succeeded, so a failed call can be repeated. Not safe for concurrent use.
 */
public final class WindowWalk {

    private final LogSource store;
    private final WindowGrid grid;
    private final int pageRows;
    private final long pageChars;
    private final SweepSchedule sweeps;
    private final WalkListener listener;
    private final Map<Integer, Lane> lanes = new TreeMap<>();

    private long bound = Long.MIN_VALUE;
    /** No window of ours before this position has anything left to read. */
    private long frontier;
    /** The window being read, or null while the next one is to be found. */
    private Long current;
    /** Whether everything below the bound has been read. */
    private boolean drained;

    /** @param states where lanes stopped; lanes absent from it start at the beginning */
    public WindowWalk(
            LogSource store,
            WindowGrid grid,
            Collection<Integer> lanes,
            Map<Integer, LaneState> states,
            int pageRows,
            long pageChars,
            SweepSchedule sweeps,
            WalkListener listener) {
        this.store = Objects.requireNonNull(store, "store");
        this.grid = Objects.requireNonNull(grid, "grid");
        this.pageRows = pageRows;
        this.pageChars = pageChars;
        this.sweeps = Objects.requireNonNull(sweeps, "sweeps");
        this.listener = Objects.requireNonNull(listener, "listener");
        for (int lane : lanes) {
            this.lanes.put(lane, new Lane(lane, states.get(lane)));
        }
        this.frontier = frontierFrom(grid.windowOf(Long.MIN_VALUE));
    }

    /** The next rows or ends of windows, or empty when every row below the present safe bound has been given. */
    public Optional<LanePage> next() throws StoreException {
        boolean raised = false;
        while (!lanes.isEmpty()) {
            boolean found = !drained && (current != null || findWindow());
            Optional<LanePage> page = closeBelow(found ? grid.startOf(current) : bound);
            if (page.isEmpty() && found) {
                page = readCurrent();
            }
            if (page.isPresent()) {
                return page;
            }
            if (found) {
                continue;
            }
            if (raised || !raiseBound()) {
                return Optional.empty();
            }
            raised = true;
        }
        return Optional.empty();
    }

    /** The bound in force: every row of our lanes below it has been given, or will be by the calls before an empty one. */
    public long bound() {
        return bound;
    }

    private Optional<LanePage> readCurrent() throws StoreException {
        long window = current;
        long end = grid.endOf(window);
        long before = Math.min(end, bound);
        Lane lane = lanes.get(grid.laneOf(window));
        RowPage page = store.read(new PageRequest(
                new LogSplit(grid.startOf(window), before), lane.positionIn(window), pageRows, pageChars));
        LaneSteps steps = lane.advance(window, page);
        Optional<LaneState> closed = Optional.empty();
        if (page.exhausted() && before == end) {
            closed = close(lane, window);
            current = null;
            frontier = window == Long.MAX_VALUE ? Long.MAX_VALUE : frontierFrom(window + 1);
        } else if (page.exhausted()) {
            drained = true;
        }
        return page.rows().isEmpty() && closed.isEmpty()
                ? Optional.empty()
                : Optional.of(new LanePage(lane.number(), page, steps, closed));
    }

    /** Closes a window left open by an earlier task whose rows have since been deleted, so that it is not found again. */
    private Optional<LanePage> closeBelow(long reached) {
        for (Lane lane : lanes.values()) {
            if (lane.isOpen() && grid.endOf(lane.window()) <= reached) {
                LaneState before = lane.state();
                return close(lane, lane.window()).map(closed -> LanePage.end(lane.number(), before, closed));
            }
        }
        return Optional.empty();
    }

    private Optional<LaneState> close(Lane lane, long window) {
        listener.windowDone(window);
        return lane.isOpen() && lane.window() == window ? Optional.of(lane.close(sweeps)) : Optional.empty();
    }

    /** Windows that have been begun and may still gain rows. */
    public int openWindows() {
        return (int) lanes.values().stream().filter(Lane::isOpen).count();
    }

    Collection<Lane> lanes() {
        return lanes.values();
    }

    /** Finds the next window of ours that has rows below the bound; windows of other lanes are stepped over. */
    private boolean findWindow() throws StoreException {
        while (frontier < bound) {
            OptionalLong first = store.firstPosition(frontier, bound);
            if (first.isEmpty()) {
                break;
            }
            long window = grid.windowOf(first.getAsLong());
            long ours = ourWindow(window);
            frontier = grid.startOf(ours);
            if (ours == window) {
                current = window;
                return true;
            }
        }
        drained = true;
        return false;
    }

    private boolean raiseBound() throws StoreException {
        long next = store.safeBound();
        if (next <= bound) {
            return false;
        }
        bound = next;
        drained = false;
        listener.boundMoved(bound);
        return true;
    }

    private long frontierFrom(long window) {
        return lanes.isEmpty() ? Long.MAX_VALUE : grid.startOf(ourWindow(window));
    }

    /** The first window at or after {@code window} that one of our lanes may still read. */
    private long ourWindow(long window) {
        long first = Long.MAX_VALUE;
        for (Lane lane : lanes.values()) {
            first = Math.min(first, lane.nextWindow(grid, window));
        }
        return first;
    }
}
