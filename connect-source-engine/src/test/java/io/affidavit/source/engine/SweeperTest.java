/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.sums.WindowRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sweeps of a table in memory; on PostgreSQL they are tested in the integration tests. */
class SweeperTest {

    private final MemorySource table = new MemorySource();
    private final WindowGrid grid = new WindowGrid(4, 100);
    private final Map<Integer, LaneState> states = new HashMap<>();
    private final List<Position> given = new ArrayList<>();
    private final List<SweepFinding> findings = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final SweepSchedule schedule = new SweepSchedule(
            List.of(Duration.ofHours(24), Duration.ofHours(1)), grid, false, (InstantSource) () -> now);

    @Test
    void findsNothingWhereNothingChanged() throws StoreException {
        fill(500);
        readAndSweep();
        assertThat(findings).isEmpty();
        now = now.plus(Duration.ofHours(1));
        readAndSweep();
        assertThat(findings).hasSize(5).allMatch(SweepFinding::matches).allMatch(finding -> finding.sweep() == 1);
        readAndSweep();
        now = now.plus(Duration.ofHours(23));
        readAndSweep();
        assertThat(findings).hasSize(10).allMatch(SweepFinding::matches);
        assertThat(findings.get(9).sweep()).isEqualTo(2);
        now = now.plus(Duration.ofDays(100));
        readAndSweep();
        assertThat(findings).hasSize(10);
        assertThat(given).isEmpty();
    }

    @Test
    void givesOnlyRowsThatAreNewOrChanged() throws StoreException {
        // Given closed windows
        fill(500);
        readAndSweep();
        // When a row is written late, one is changed and one deleted
        Position late = new Position(42, "late");
        Position changed =
                table.hashes.navigableKeySet().stream().skip(250).findFirst().orElseThrow();
        table.hashes.put(late, "hash");
        table.hashes.put(changed, "other");
        table.hashes.remove(table.hashes.firstKey());
        now = now.plus(Duration.ofHours(1));
        readAndSweep();
        // Then
        assertThat(given).containsExactly(late, changed);
        assertThat(findings)
                .filteredOn(finding -> !finding.matches())
                .hasSize(2)
                .allMatch(SweepFinding::exact);
        // And the next sweep knows of it
        now = now.plus(Duration.ofHours(23));
        readAndSweep();
        assertThat(given).hasSize(2);
        assertThat(findings.subList(5, 10)).allMatch(SweepFinding::matches);
    }

    @Test
    void givesAllRowsOfAWindowThatChangedTooMuch() throws StoreException {
        fill(500);
        readAndSweep();
        table.hashes.replaceAll((position, hash) -> position.cursor() < 80 ? "other" : hash);
        now = now.plus(Duration.ofHours(1));
        readAndSweep();
        assertThat(given).hasSize(100).allMatch(position -> position.cursor() < 100);
        assertThat(findings.get(0).exact()).isFalse();
        assertThat(findings.get(0).given()).isEqualTo(100);
    }

    @Test
    void saysOfRowsThatAreGoneOnlyThat() throws StoreException {
        fill(500);
        readAndSweep();
        table.hashes.remove(table.hashes.firstKey());
        now = now.plus(Duration.ofHours(1));
        readAndSweep();
        assertThat(given).isEmpty();
        assertThat(findings).filteredOn(finding -> !finding.matches()).hasSize(1);
    }

    @Test
    void takesUpWhatAnEarlierTaskLeft() throws StoreException {
        // Given windows closed by a task that is gone
        fill(500);
        readAndSweep();
        now = now.plus(Duration.ofHours(30));
        // When another one reads on, whose calls fail now and then
        Sweeper sweeper = sweeper(walk());
        table.hashes.put(new Position(42, "late"), "hash");
        for (int calls = 0; calls < 200; calls++) {
            table.failing = calls % 2 == 0;
            if (table.failing && sweeper.isDue()) {
                assertThatThrownBy(sweeper::next).isInstanceOf(StoreException.class);
            } else {
                sweeper.next().ifPresent(this::keep);
            }
        }
        // Then both sweeps that fell due are made in one
        assertThat(given).containsExactly(new Position(42, "late"));
        assertThat(findings).hasSize(5);
        assertThat(sweeper.isDue()).isFalse();
        assertThat(states.values()).allMatch(state -> state.unswept().isEmpty());
    }

    @Test
    void keepsNoMoreWindowsInMindThanFitAnOffset() throws StoreException {
        fill(100 * 4 * (LaneState.MOST_UNSWEPT + 10));
        readAndSweep();
        assertThat(states.values()).allMatch(state -> state.unswept().size() == LaneState.MOST_UNSWEPT);
    }

    @Test
    void leavesOutWindowsReadLaterThanTheLastSweepWouldBe() {
        WindowGrid hours = new WindowGrid(4, Duration.ofHours(1).toNanos() / 1000);
        SweepSchedule timed = new SweepSchedule(List.of(Duration.ofHours(24)), hours, true, () -> now);
        long thisHour = hours.windowOf(now.toEpochMilli() * 1000);
        assertThat(timed.closed(thisHour - 24, WindowRows.NONE)).isPresent();
        assertThat(timed.closed(thisHour - 26, WindowRows.NONE)).isEmpty();
    }

    private void fill(int rows) {
        for (int i = 0; i < rows; i++) {
            table.add(i);
        }
        table.bound = rows;
    }

    private WindowWalk walk() {
        return new WindowWalk(table, grid, List.of(0, 1, 2, 3), states, 30, 1000, schedule, new WalkListener() {
            @Override
            public void windowDone(long window) {}

            @Override
            public void boundMoved(long bound) {}
        });
    }

    private Sweeper sweeper(WindowWalk walk) {
        return new Sweeper(table, grid, schedule, walk, 30, 1000);
    }

    /** A new task each time, so that what it knows is what states hold. */
    private void readAndSweep() throws StoreException {
        WindowWalk walk = walk();
        for (Optional<LanePage> page = walk.next(); page.isPresent(); page = walk.next()) {
            LanePage read = page.get();
            if (!read.rows().isEmpty()) {
                states.put(read.lane(), read.after(read.rows().size() - 1).get());
            }
            read.closed().ifPresent(state -> states.put(read.lane(), state));
        }
        Sweeper sweeper = sweeper(walk);
        while (sweeper.isDue()) {
            sweeper.next().ifPresent(this::keep);
        }
    }

    private void keep(SweepPage page) {
        page.rows().stream().map(SourceRow::position).forEach(given::add);
        page.finding().ifPresent(findings::add);
        states.put(page.lane(), page.after());
    }
}
