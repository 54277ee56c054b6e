/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.RowMark;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.RowStore;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** The walk over a table in memory; the same promises are tested on PostgreSQL in the integration tests. */
class WindowWalkTest {

    private static final Schema SCHEMA =
            SchemaBuilder.struct().field("n", Schema.INT64_SCHEMA).build();
    private static final List<Integer> LANES = List.of(0, 1, 2, 3);

    private final Table table = new Table();
    private final WindowGrid grid = new WindowGrid(4, 10);
    private final Map<Integer, LaneState> states = new HashMap<>();
    private final List<RowMark> given = new ArrayList<>();
    private final List<Long> windowsDone = new ArrayList<>();

    @Test
    void readsWindowsOldestFirstAndStopsAtTheBound() throws StoreException {
        table.add(-5, 3, 5, 5, 17, 99);
        table.bound = 50;
        read(walk(LANES, 2));
        assertThat(given).extracting(RowMark::position).containsExactly(-5L, 3L, 5L, 5L, 17L);
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
        assertThat(states.values().stream().mapToLong(LaneState::count).sum()).isEqualTo(2000);
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
        return new WindowWalk(table, grid, lanes, states, pageRows, Long.MAX_VALUE, new WalkListener() {
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
        for (LaneStep step : page.steps()) {
            given.add(step.row().mark());
            assertThat(grid.laneOf(step.state().window())).isEqualTo(page.lane());
            states.put(page.lane(), step.state());
        }
    }

    private static final class Table implements RowStore {

        private final TreeSet<RowMark> rows =
                new TreeSet<>(Comparator.comparingLong(RowMark::position).thenComparing(RowMark::key));
        private long bound = Long.MIN_VALUE;
        private long latestAsked = Long.MIN_VALUE;
        private int seeks;
        private boolean failing;

        void add(long... positions) {
            for (long position : positions) {
                rows.add(new RowMark(position, "key-" + rows.size()));
            }
        }

        @Override
        public long tableId() {
            return 1;
        }

        @Override
        public String hashColumns() {
            return "all";
        }

        @Override
        public PositionText positions() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isTimed() {
            return false;
        }

        @Override
        public boolean isKey(String key) {
            return true;
        }

        @Override
        public long safeBound() throws StoreException {
            check();
            return bound;
        }

        @Override
        public OptionalLong firstPosition(long from, long before) throws StoreException {
            check();
            seeks++;
            return rows.stream()
                    .mapToLong(RowMark::position)
                    .filter(position -> position >= from && position < before)
                    .findFirst();
        }

        @Override
        public RowPage read(PageRequest request) throws StoreException {
            check();
            latestAsked = Math.max(latestAsked, request.before());
            List<SourceRow> page = rows.stream()
                    .filter(row -> row.position() >= request.from() && row.position() < request.before())
                    .filter(row -> request.after() == null || rows.comparator().compare(row, request.after()) > 0)
                    .limit(request.maxRows())
                    .map(row -> new SourceRow(row, Long.toString(row.position()), "hash", new Struct(SCHEMA), 1))
                    .toList();
            return new RowPage(page, page.size() < request.maxRows());
        }

        private void check() throws StoreException {
            if (failing) {
                throw StoreException.retriable("Cannot read: away.");
            }
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }
}
