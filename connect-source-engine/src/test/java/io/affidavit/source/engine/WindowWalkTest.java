/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The walk over a table in memory; the same promises are tested on PostgreSQL in the integration tests. */
class WindowWalkTest {

    private static final List<Integer> LANES = List.of(0, 1, 2, 3);

    private final MemorySource table = new MemorySource();
    private final WindowGrid grid = new WindowGrid(4, 10);
    private final Map<Integer, LaneState> states = new HashMap<>();
    private final List<Position> given = new ArrayList<>();
    private final List<Long> windowsDone = new ArrayList<>();
    private final List<LaneState> closed = new ArrayList<>();

    @Test
    void readsWindowsOldestFirstAndStopsAtTheBound() throws StoreException {
        table.add(-5, 3, 5, 5, 17, 99);
        table.bound = 50;
        read(walk(LANES, 2));
        assertThat(given).extracting(Position::cursor).containsExactly(-5L, 3L, 5L, 5L, 17L);
        assertThat(windowsDone).containsExactly(-1L, 0L, 1L);
    }

    @Test
    void followsTheBound() throws StoreException {
        WindowWalk walk = walk(LANES, 2);
        for (int now = 0; now < 100; now++) {
            table.add(now);
            table.bound = now + 1L;
            read(walk);
            assertThat(given).hasSize(now + 1);
        }
    }

    @Test
    void skipsYearsWithoutRowsInOneStep() throws StoreException {
        table.add(1, 1_000_000_000_000L);
        table.bound = Long.MAX_VALUE;
        read(walk(LANES, 10));
        assertThat(given).hasSize(2);
        assertThat(table.seeks).isLessThan(20);
    }

    @Test
    void givesEachRowOnceWhateverTasksSeeIt() throws StoreException {
        // Given 2000 rows, and tasks that come and go with other lanes each time
        Random random = new Random(20261122);
        for (int i = 0; i < 2000; i++) {
            table.add(random.nextInt(900));
        }
        table.bound = 1000;
        for (int round = 0; round < 400; round++) {
            int tasks = 1 + random.nextInt(4);
            for (List<Integer> lanes : LaneAssignment.assign(4, tasks)) {
                // When each reads a few pages and is stopped, with the last page lost or not
                WindowWalk walk = walk(lanes, 1 + random.nextInt(9));
                for (int pages = random.nextInt(3); pages > 0; pages--) {
                    walk.next().ifPresent(this::keep);
                }
                walk.next();
            }
        }
        read(walk(LANES, 100));
        // Then
        assertThat(given).hasSize(2000).doesNotHaveDuplicates();
        assertThat(states.values().stream()
                        .mapToLong(state -> state.given().count())
                        .sum())
                .isEqualTo(2000);
    }

    @Test
    void closesEachWindowOnceWithExactlyTheRowsItHasWhateverTasksSeeIt() throws StoreException {
        // Given 600 rows that become readable bit by bit, and tasks of which pages and ends of windows get lost
        Random random = new Random(20261123);
        for (int i = 0; i < 600; i++) {
            table.add(random.nextInt(900));
        }
        for (int round = 0; round < 300; round++) {
            table.bound = round * 3L;
            for (List<Integer> lanes : LaneAssignment.assign(4, 1 + random.nextInt(4))) {
                // When
                WindowWalk walk = walk(lanes, 1 + random.nextInt(9));
                for (int pages = random.nextInt(6); pages > 0; pages--) {
                    walk.next().ifPresent(this::keep);
                }
                walk.next();
            }
        }
        table.bound = 1000;
        read(walk(LANES, 100));
        // Then
        Map<Long, Long> rows = new HashMap<>();
        given.forEach(position -> rows.merge(grid.windowOf(position.cursor()), 1L, Long::sum));
        Map<Long, Long> manifests = new HashMap<>();
        closed.forEach(
                state -> manifests.merge(state.window(), state.rows().sums().count(), (one, other) -> Long.MIN_VALUE));
        assertThat(manifests).isEqualTo(rows);
    }

    @Test
    void closesAWindowWhoseRowsWereDeletedBeforeItsEnd() throws StoreException {
        // Given a window read by an earlier task, below a bound inside it
        table.add(3, 4);
        table.bound = 8;
        read(walk(LANES, 10));
        assertThat(closed).isEmpty();
        // When its rows are gone once the bound has passed it
        table.hashes.clear();
        table.bound = 30;
        read(walk(LANES, 10));
        // Then
        assertThat(closed).hasSize(1);
        assertThat(closed.get(0).window()).isZero();
        assertThat(closed.get(0).rows().sums().count()).isEqualTo(2);
        read(walk(LANES, 10));
        assertThat(closed).hasSize(1);
    }

    @Test
    void canBeRepeatedAfterAFailure() throws StoreException {
        table.add(1, 2, 3);
        table.bound = 10;
        WindowWalk walk = walk(LANES, 2);
        for (int calls = 0; calls < 12; calls++) {
            table.failing = calls % 2 == 0;
            if (table.failing) {
                assertThatThrownBy(walk::next).isInstanceOf(StoreException.class);
            } else {
                walk.next().ifPresent(this::keep);
            }
        }
        assertThat(given).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void neverAsksBeyondTheBound() throws StoreException {
        table.add(5, 15);
        table.bound = 8;
        WindowWalk walk = walk(LANES, 10);
        read(walk);
        assertThat(table.latestAsked).isLessThanOrEqualTo(8);
        assertThat(walk.bound()).isEqualTo(8);
    }

    @Test
    void hasNothingWithoutLanes() throws StoreException {
        table.add(1);
        table.bound = 10;
        assertThat(walk(List.of(), 5).next()).isEmpty();
    }

    private WindowWalk walk(Collection<Integer> lanes, int pageRows) {
        return new WindowWalk(
                table, grid, lanes, states, pageRows, Long.MAX_VALUE, SweepSchedule.never(grid), new WalkListener() {
                    @Override
                    public void windowDone(long window) {
                        windowsDone.add(window);
                    }

                    @Override
                    public void boundMoved(long bound) {
                        assertThat(bound).isEqualTo(table.bound);
                    }
                });
    }

    private void read(WindowWalk walk) throws StoreException {
        for (Optional<LanePage> page = walk.next(); page.isPresent(); page = walk.next()) {
            keep(page.get());
        }
    }

    private void keep(LanePage page) {
        for (int i = 0; i < page.rows().size(); i++) {
            given.add(page.rows().get(i).position());
            LaneState state = page.after(i).get();
            assertThat(grid.laneOf(state.window())).isEqualTo(page.lane());
            states.put(page.lane(), state);
        }
        page.closed().ifPresent(closed -> {
            states.put(page.lane(), closed);
            this.closed.add(closed);
        });
    }
}
