/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.sums.ClosedWindow;
import io.affidavit.source.sums.RowSketch;
import io.affidavit.source.sums.WindowRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads closed windows of a walk's lanes again when they are due, and gives the rows that are new or changed since: rows
 * written too late for the bound, or corrected by hand. A window is first read for its sums alone; only if these moved is
 * it read once more for the rows. A failed call can be repeated. Not safe for concurrent use.
 */
public final class Sweeper {

    private final LogSource store;
    private final WindowGrid grid;
    private final SweepSchedule schedule;
    private final WindowWalk walk;
    private final int pageRows;
    private final long pageChars;
    private Sweep current;

    public Sweeper(
            LogSource store, WindowGrid grid, SweepSchedule schedule, WindowWalk walk, int pageRows, long pageChars) {
        this.store = Objects.requireNonNull(store, "store");
        this.grid = Objects.requireNonNull(grid, "grid");
        this.schedule = Objects.requireNonNull(schedule, "schedule");
        this.walk = Objects.requireNonNull(walk, "walk");
        this.pageRows = pageRows;
        this.pageChars = pageChars;
    }

    /** Whether a window is being swept, or is due. */
    public boolean isDue() {
        return current != null || due().isPresent();
    }

    /** Reads one page of a sweep; empty where that gave nothing to deliver. */
    public Optional<SweepPage> next() throws StoreException {
        if (current == null) {
            current = due().orElse(null);
        }
        return current == null ? Optional.empty() : current.read();
    }

    private Optional<Sweep> due() {
        for (Lane lane : walk.lanes()) {
            for (ClosedWindow window : lane.unswept()) {
                if (schedule.isDue(window)) {
                    return Optional.of(new Sweep(lane, window));
                }
            }
        }
        return Optional.empty();
    }

    /** One window under way. */
    private final class Sweep {

        private final Lane lane;
        private final ClosedWindow window;
        private WindowRows now = WindowRows.NONE;
        private Position last;
        /** Whether the sums are known, and the window is read for its rows. */
        private boolean giving;
        /** Digests of rows to give, or null for all. */
        private Set<Long> wanted = Set.of();

        private long given;

        private Sweep(Lane lane, ClosedWindow window) {
            this.lane = lane;
            this.window = window;
        }

        private Optional<SweepPage> read() throws StoreException {
            LogSplit split = new LogSplit(grid.startOf(window.window()), grid.endOf(window.window()));
            RowPage page = store.read(new PageRequest(split, last, pageRows, pageChars));
            if (!page.rows().isEmpty()) {
                last = page.rows().get(page.rows().size() - 1).position();
            }
            long[] digests = page.digests();
            return giving ? give(page, digests) : sum(page, digests);
        }

        private Optional<SweepPage> sum(RowPage page, long[] digests) {
            now = now.with(digests, digests.length);
            if (!page.exhausted()) {
                return Optional.empty();
            }
            if (!now.sums().equals(window.rows().sums())) {
                wanted = now.sketch()
                        .since(window.rows().sketch())
                        .map(RowSketch.Difference::added)
                        .orElse(null);
            }
            if (wanted != null && wanted.isEmpty()) {
                return Optional.of(end(List.of()));
            }
            giving = true;
            last = null;
            return Optional.empty();
        }

        private Optional<SweepPage> give(RowPage page, long[] digests) {
            List<SourceRow> rows = new ArrayList<>();
            for (int i = 0; i < digests.length; i++) {
                if (wanted == null || wanted.contains(digests[i])) {
                    rows.add(page.rows().get(i));
                }
            }
            given += rows.size();
            if (page.exhausted()) {
                return Optional.of(end(rows));
            }
            return rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SweepPage(lane.number(), rows, lane.state(), lane.state(), Optional.empty()));
        }

        private SweepPage end(List<SourceRow> rows) {
            current = null;
            LaneState before = lane.state();
            LaneState after = lane.swept(window.window(), schedule.swept(window, now));
            SweepFinding finding =
                    new SweepFinding(window.window(), window.rows(), now, window.sweeps() + 1, given, wanted != null);
            return new SweepPage(lane.number(), rows, before, after, Optional.of(finding));
        }
    }
}
