/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A primary dies under load and its synchronous standby takes over, while the source reads. */
@Tag("chaos")
class FailoverIT {

    private static final int WRITERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private Path directory;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @ParameterizedTest(name = "cursor {0}")
    @ValueSource(strings = {"at", "n"})
    void losesAndRepeatsNothingWhenAStandbyTakesOver(String cursor) throws Exception {
        // Given a pair with a table of old rows, writers, and a task that knows both servers
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (PostgresPair pair = PostgresPair.start(directory)) {
            pair.primary()
                    .execute(
                            "CREATE TABLE events (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id text NOT NULL UNIQUE,"
                                    + " at timestamptz NOT NULL DEFAULT now())",
                            "CREATE INDEX ON events (at, id)",
                            "CREATE INDEX ON events (n, id)",
                            "INSERT INTO events (id, at) SELECT 'old-' || i, '2026-01-01'::timestamptz + i * interval '2 min'"
                                    + " FROM generate_series(1, 3000) i");
            Map<String, String> config = TaskHarness.config(pair.primary(), "events", cursor);
            config.put("source.url", pair.url());
            config.put("source.key.columns", "id");
            config.put("source.page.rows", "500");
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String name = "w" + writer + "-";
                running.add(writers.submit(() -> write(pair.url(), name)));
            }
            try (TaskHarness harness = new TaskHarness(config).start(2)) {
                harness.pollUntil(rows -> rows.size() >= 3500, Duration.ofSeconds(15));
                int before = acknowledged.size();
                assertThat(before).isPositive();
                // When the primary is gone, and the standby is promoted a little later
                pair.losePrimary();
                harness.drain(Duration.ofSeconds(2));
                pair.promote();
                harness.pollUntil(rows -> acknowledged.size() > before + 300, Duration.ofSeconds(30));
                stopped.set(true);
                for (Future<?> each : running) {
                    each.get();
                }
                harness.drain(Duration.ofSeconds(3));
                // Then every row that the new primary holds came once, and no other
                Set<String> held = ids(pair);
                assertThat(held).containsAll(acknowledged).hasSizeGreaterThan(3000 + before + 300);
                assertThat(harness.keys()).doesNotHaveDuplicates();
                assertThat(new HashSet<>(harness.keys())).isEqualTo(held);
            }
        } finally {
            stopped.set(true);
            writers.shutdownNow();
        }
    }

    @Test
    void losesNoRowThatReachesTheStandbyLate() throws Exception {
        try (PostgresPair pair = PostgresPair.start(directory)) {
            // Given a task that follows the standby
            pair.primary()
                    .execute(
                            "CREATE TABLE events (id text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())",
                            "CREATE INDEX ON events (at, id)");
            Map<String, String> config = TaskHarness.config(pair.standby(), "events", "at");
            config.put("source.lag", "2s");
            try (TaskHarness harness = new TaskHarness(config).start(1);
                    Connection writer = pair.primary().connect();
                    Statement statement = writer.createStatement()) {
                // When it has a row, but the one before, which committed within the lag, reaches it only after that
                statement.execute("SET synchronous_commit = local");
                writer.setAutoCommit(false);
                statement.execute("INSERT INTO events VALUES ('first')");
                pair.primary().execute("INSERT INTO events VALUES ('second')");
                pair.sendNothing();
                writer.commit();
                harness.drain(Duration.ofSeconds(4));
                pair.sendOn();
                // Then both come
                harness.pollUntil(rows -> harness.keys().size() == 2, PATIENCE);
                assertThat(harness.keys()).containsExactly("first", "second");
            }
        }
    }

    /** Inserts rows one by one; what a lost connection leaves open is not tried again. */
    private void write(String url, String name) {
        int number = 0;
        while (!stopped.get()) {
            try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                    PreparedStatement insert = connection.prepareStatement("INSERT INTO events (id) VALUES (?)")) {
                while (!stopped.get()) {
                    String id = name + number++;
                    insert.setString(1, id);
                    insert.executeUpdate();
                    acknowledged.add(id);
                    TimeUnit.MILLISECONDS.sleep(2);
                }
            } catch (SQLException e) {
                // the primary is away
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static Set<String> ids(PostgresPair pair) throws SQLException {
        Set<String> ids = new HashSet<>();
        try (Connection connection = pair.standby().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT id FROM events")) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }
}
