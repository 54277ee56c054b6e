/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.source.contract.RunningTasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are inserted long after their time: a cursor that remembers the last time it saw loses them. */
@EnabledIfSystemProperty(named = ClickHouseServer.PROPERTY, matches = ".+")
@ExtendWith(ClickHouseServer.Shared.class)
class ClickHouseLateIT {

    private static final long SEED = 20261123;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(1);

    @ParameterizedTest(name = "ordered by {0}")
    @ValueSource(strings = {"at", "_block_number"})
    void losesNoRowThatIsInsertedLateWhereANaiveCursorDoes(String cursor, ClickHouseServer server) throws Exception {
        // Given eight writers that insert rows up to 1.5 s after their times
        String table = server.freshName();
        server.execute(
                "CREATE TABLE logs." + table + " (id String, at DateTime64(3)) ENGINE = MergeTree"
                        + " PARTITION BY toSecond(at) % 4 ORDER BY (at, id) SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1");
        Set<String> written = ConcurrentHashMap.newKeySet();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<Throwable> broken = new AtomicReference<>();
        AtomicInteger ids = new AtomicInteger();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Random random = new Random(SEED + i);
            writers.add(new Thread(() -> write(server, table, random, ids, written, stop, broken)));
        }
        NaiveReader naive = new NaiveReader(server, table);
        Map<String, String> config = server.config(table, cursor);
        config.put("source.key.columns", "id");
        config.put("source.page.rows", "50");
        config.put("source.lanes", "3");
        config.put("source.window", "1s");
        config.put("source.window.ids", "16");
        try (RunningTasks tasks = new RunningTasks(ClickHouseLogsSourceConnector::new, config)) {
            // When tasks, restarted in other numbers meanwhile, and a naive cursor follow the table
            writers.forEach(Thread::start);
            for (int count : List.of(2, 1, 3)) {
                tasks.start(count);
                long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
                tasks.pollUntil(
                        rows -> {
                            naive.follow();
                            return System.nanoTime() > end;
                        },
                        PATIENCE);
            }
            stop.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
            tasks.pollUntil(fresh -> new HashSet<>(tasks.keys()).containsAll(written), PATIENCE);
            tasks.drain(QUIET);
            naive.follow();
            // Then every row came, once
            assertThat(broken.get()).isNull();
            assertThat(new HashSet<>(tasks.keys())).isEqualTo(written);
            assertThat(tasks.keys()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
            // And the naive cursor lost some
            assertThat(naive.seen).isNotEmpty();
            assertThat(naive.seen.size()).isLessThan(written.size());
        }
    }

    private static void write(
            ClickHouseServer server,
            String table,
            Random random,
            AtomicInteger ids,
            Set<String> written,
            AtomicBoolean stop,
            AtomicReference<Throwable> broken) {
        try {
            while (!stop.get()) {
                long at = java.time.Instant.now().toEpochMilli();
                List<String> fresh = new ArrayList<>();
                List<String> rows = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    fresh.add("r" + ids.incrementAndGet());
                    rows.add("('" + fresh.get(i) + "', fromUnixTimestamp64Milli(" + at + "))");
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(100) < 85 ? random.nextInt(60) : random.nextInt(1500));
                server.execute("INSERT INTO logs." + table + " VALUES " + String.join(", ", rows));
                written.addAll(fresh);
            }
        } catch (InterruptedException | RuntimeException e) {
            broken.set(e);
        }
    }

    /** Asks for what is later than the latest it saw, as scheduled queries do. */
    private static final class NaiveReader {

        private final ClickHouseServer server;
        private final String table;
        private final Set<String> seen = new HashSet<>();
        private String latest = "0";

        private NaiveReader(ClickHouseServer server, String table) {
            this.server = server;
            this.table = table;
        }

        private void follow() {
            server.execute("SELECT toUnixTimestamp64Milli(at), id FROM logs." + table
                            + " WHERE at > fromUnixTimestamp64Milli(" + latest + ") ORDER BY at, id")
                    .lines()
                    .forEach(line -> {
                        latest = line.substring(0, line.indexOf('\t'));
                        seen.add(line.substring(line.indexOf('\t') + 1));
                    });
        }
    }
}
