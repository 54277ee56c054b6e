/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static io.affidavit.source.EventRows.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.source.EmbeddedServer.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the task does when the database or its table is not as it was. */
@Tag("chaos")
@ExtendWith(EmbeddedServer.class)
class SourceTaskTroubleIT {

    private static final Duration QUIET = Duration.ofSeconds(2);

    @Test
    void refusesAnotherNumberOfLanesOnceReadingHasBegun(Database database) {
        // Given offsets of 64 lanes
        events(database, 5);
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            harness.pollUntil(rows -> rows.size() == 5, QUIET);
            // When
            config.put("source.lanes", "1");
            harness.start(1);
            // Then
            assertThatThrownBy(() -> harness.drain(QUIET))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("source.lanes=64")
                    .hasNoCause();
        }
    }

    @Test
    void failsWithoutMovingOffsetsWhenTheTableIsReplacedOrDropped(Database database) {
        // Given a task that has read a table
        events(database, 5);
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            harness.pollUntil(rows -> rows.size() == 5, QUIET);
            Map<?, ?> offsets = new HashMap<>(harness.offsets());
            // When it is replaced by one of its name
            database.execute(
                    "BEGIN",
                    "ALTER TABLE events RENAME TO former",
                    "CREATE TABLE events (LIKE former INCLUDING ALL)",
                    "INSERT INTO events SELECT * FROM former",
                    "COMMIT");
            // Then the task fails
            assertThatThrownBy(() -> harness.drain(Duration.ofSeconds(5))).hasMessageContaining("replaced");
            assertThat(harness.offsets()).isEqualTo(offsets);
            // And a restarted one says how to go on
            harness.start(1);
            assertThatThrownBy(() -> harness.drain(QUIET)).hasMessageContaining("source.table.oid=");
            // When it is dropped
            database.execute("DROP TABLE events");
            harness.start(1);
            assertThatThrownBy(() -> harness.drain(QUIET)).hasMessageContaining("Cannot find table events");
            assertThat(harness.offsets()).isEqualTo(offsets);
        }
    }

    @Test
    void sparesADatabaseThatAnswersSlowly(Database database) throws Exception {
        // Given a table whose readers have to wait again and again, as behind a migration
        events(database, 600);
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        Thread migration = new Thread(() -> {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                while (!stop.get()) {
                    statement.execute(
                            "BEGIN; LOCK TABLE events IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(0.1); COMMIT");
                    begun.countDown();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        config.put("source.page.rows", "60");
        config.put("source.probe.target", "20ms");
        config.put("source.probe.interval", "1ms");
        try (Metrics metrics = new Metrics();
                TaskHarness harness = new TaskHarness(config).with(metrics)) {
            // When
            migration.setDaemon(true);
            migration.start();
            begun.await();
            harness.start(1);
            harness.pollUntil(rows -> rows.size() == 600, Duration.ofSeconds(60));
            stop.set(true);
            migration.join();
            // Then it was left alone between pages, and gave every row once
            assertThat(value(metrics, "throttle-ms")).isPositive();
            assertThat(value(metrics, "probe-ms")).isNotNegative();
            assertThat(harness.keys()).hasSize(600).doesNotHaveDuplicates();
        }
    }

    private static double value(Metrics metrics, String name) {
        return metrics.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void recoversWhenItsConnectionIsKilled(Database database) throws Exception {
        // Given many rows read in small pages, while an administrator keeps ending our sessions
        events(database, 3000);
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        config.put("source.page.rows", "50");
        try (TaskHarness harness = new TaskHarness(config);
                Connection admin = database.connect();
                Statement statement = admin.createStatement()) {
            harness.start(2);
            int kills = 0;
            while (harness.delivered().size() < 3000) {
                int size = harness.delivered().size();
                harness.pollUntil(rows -> rows.size() >= 600, QUIET);
                assertThat(harness.delivered()).hasSizeGreaterThan(size);
                // When
                statement.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'affidavit-test'");
                kills++;
            }
            // Then
            assertThat(kills).isGreaterThanOrEqualTo(3);
            assertThat(harness.keys()).hasSize(3000).doesNotHaveDuplicates();
        }
    }

    @Test
    void stopsWithinFiveSecondsWhileAQueryIsBlocked(Database database) throws Exception {
        // Given a table locked by somebody else
        events(database, 5);
        try (TaskHarness harness = new TaskHarness(TaskHarness.config(database, "events", "at"));
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            harness.start(1).pollUntil(rows -> rows.size() == 5, QUIET);
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE events IN ACCESS EXCLUSIVE MODE");
            Thread.sleep(300);
            // When
            long begun = System.nanoTime();
            assertThat(harness.pollOnce()).isNull();
            harness.stop();
            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void failsWithTheSqlStateAloneWhenItCannotGoOn(Database database) {
        // Given a table whose column is gone when reading resumes
        events(database, 5);
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            harness.pollUntil(rows -> rows.size() == 5, QUIET);
            database.execute("ALTER TABLE events DROP COLUMN body", "INSERT INTO events VALUES ('z', now())");
            // Then
            assertThatThrownBy(() -> harness.drain(Duration.ofSeconds(5)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("SQLState 42703")
                    .hasNoCause();
        }
    }

    @Test
    void opensAgainAfterTheDatabaseWasAwayAtStart(Database database) {
        // Given a database that refuses connections for a while
        events(database, 5);
        database.execute("CREATE ROLE late LOGIN PASSWORD 'p' CONNECTION LIMIT 0", "GRANT SELECT ON events TO late");
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        config.put("source.user", "late");
        config.put("source.password", "p");
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            assertThat(harness.drain(Duration.ofSeconds(1))).isEmpty();
            // When it accepts them
            database.execute("ALTER ROLE late CONNECTION LIMIT 10");
            // Then
            assertThat(harness.pollUntil(rows -> rows.size() == 5, Duration.ofSeconds(5)))
                    .hasSize(5);
        }
    }
}
