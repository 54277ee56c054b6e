/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.source.EmbeddedServer.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that become visible long after their cursor value was set: the case that loses rows with other cursors. */
@Tag("chaos")
@ExtendWith(EmbeddedServer.class)
class LateCommitIT {

    private static final long SEED = 20261122;
    private static final Duration QUIET = Duration.ofSeconds(2);

    @ParameterizedTest(name = "ordered by {0}")
    @ValueSource(strings = {"at", "id"})
    void losesNoRowOfTransactionsThatCommitLate(String cursor, Database database) throws Exception {
        // Given eight writers whose transactions stay open for up to 1.5 s after their rows got time and number
        table(database);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<Throwable> broken = new AtomicReference<>();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Random random = new Random(SEED + i);
            writers.add(new Thread(() -> write(database, random, stop, broken)));
        }
        // When a task follows the table meanwhile
        try (TaskHarness harness = new TaskHarness(TaskHarness.config(database, "late", cursor)).start(2)) {
            writers.forEach(Thread::start);
            long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
            harness.pollUntil(rows -> System.nanoTime() > end, QUIET);
            stop.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
            harness.drain(QUIET);
            // Then every row came, once
            assertThat(broken.get()).isNull();
            assertThat(new HashSet<>(harness.keys())).isEqualTo(keys(database));
            assertThat(harness.keys()).hasSizeGreaterThan(300).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "timestamptz(0) NOT NULL DEFAULT now();;auto",
                "timestamptz NOT NULL DEFAULT current_timestamp(0);;auto",
                "timestamptz NOT NULL DEFAULT date_trunc('second', now());;auto",
                "bigint NOT NULL DEFAULT extract(epoch FROM now());s;horizon"
            })
    void losesNoRowWhoseTimeIsKeptWithoutFractions(String type, String unit, String bound, Database database)
            throws Exception {
        // Given a task that follows a table whose times lie up to half a second before the moment they stand for
        database.execute("CREATE TABLE late (id int PRIMARY KEY, at " + type + ")", "CREATE INDEX ON late (at, id)");
        Map<String, String> config = TaskHarness.config(database, "late", "at");
        config.put("source.lag", "3s");
        config.put("source.bound", bound);
        if (unit != null) {
            config.put("source.cursor.unit", unit);
        }
        try (TaskHarness harness = new TaskHarness(config).start(1);
                Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            harness.drain(Duration.ofMillis(300));
            // When two rows of one time are written early in a second, and that before in the order stays open
            Thread.sleep(1100 - System.currentTimeMillis() % 1000);
            statement.execute("INSERT INTO late VALUES (2)");
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO late VALUES (1)");
            Thread.sleep(700);
            writer.commit();
            // Then the later one did not hide the earlier one
            harness.pollUntil(rows -> rows.size() == 2, Duration.ofSeconds(8));
            assertThat(harness.keys()).containsExactly("1", "2");
        }
    }

    @Test
    void fallsBackToTheLagWhereASubscriptionFillsTheTable(Database publisher, Database subscriber) throws Exception {
        // Given a task that follows the copy of a table that logical replication keeps
        table(publisher);
        table(subscriber);
        String slot = "copy_of_" + publisher.name();
        publisher.execute(
                "CREATE PUBLICATION late FOR TABLE late",
                "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        subscriber.execute("CREATE SUBSCRIPTION " + slot + " CONNECTION 'host=127.0.0.1 user=postgres port="
                + publisher.port() + " dbname=" + publisher.name() + "' PUBLICATION late WITH (create_slot = false)");
        Map<String, String> config = TaskHarness.config(subscriber, "late", "at");
        config.put("source.lag", "4s");
        try (TaskHarness harness = new TaskHarness(config).start(1);
                Connection writer = publisher.connect();
                Statement statement = writer.createStatement()) {
            // When a row's transaction commits after that of a later row was read from the copy
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO late (w) VALUES (1)");
            publisher.execute("INSERT INTO late (w) VALUES (2)");
            harness.drain(Duration.ofSeconds(2));
            writer.commit();
            // Then both come
            harness.pollUntil(rows -> harness.keys().size() == 2, Duration.ofSeconds(10));
            assertThat(harness.keys()).containsExactlyInAnyOrder("1", "2");
        } finally {
            subscriber.execute("DROP SUBSCRIPTION " + slot);
        }
    }

    @Test
    void waitsForPreparedTransactions(Database database) throws Exception {
        // Given a task that follows the table
        table(database);
        try (TaskHarness harness = new TaskHarness(TaskHarness.config(database, "late", "at")).start(1);
                Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            database.execute("INSERT INTO late (w) VALUES (0)");
            harness.pollUntil(rows -> rows.size() == 1, QUIET);
            // When a transaction is prepared, and later ones commit before it
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO late (w) VALUES (1)");
            Thread.sleep(200);
            statement.execute("PREPARE TRANSACTION 'p_" + database.name() + "'");
            writer.setAutoCommit(true);
            database.execute("INSERT INTO late (w) VALUES (2)");
            List<SourceRecord> early = harness.drain(Duration.ofSeconds(1));
            statement.execute("COMMIT PREPARED 'p_" + database.name() + "'");
            harness.pollUntil(rows -> rows.size() == 2, QUIET);
            // Then nothing passes it
            assertThat(early).isEmpty();
            assertThat(harness.keys()).containsExactly("1", "2", "3");
        }
    }

    @Test
    void fallsBackToTheLagWithoutTheGrant(Database database) throws Exception {
        // Given a user that may read the table but not see other sessions' transactions
        table(database);
        String role = "blind_" + database.name();
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'blind'", "GRANT SELECT ON late TO " + role);
        Map<String, String> config = TaskHarness.config(database, "late", "at");
        config.put("source.user", role);
        config.put("source.password", "blind");
        config.put("source.lag", "3s");
        try (Metrics metrics = new Metrics();
                TaskHarness harness = new TaskHarness(config).with(metrics).start(1);
                Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            // When a transaction stays open, invisible to the user
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO late (w) VALUES (1)");
            database.execute("INSERT INTO late (w) VALUES (2)");
            assertThat(harness.drain(Duration.ofSeconds(1))).isEmpty();
            writer.commit();
            // Then the lag, not the apparent absence of transactions, decides
            harness.pollUntil(rows -> rows.size() == 2, Duration.ofSeconds(5));
            assertThat(harness.keys()).containsExactly("1", "2");
            // And the metrics say so
            assertThat(value(metrics, "fallback-mode")).isEqualTo(1);
            assertThat(value(metrics, "rows")).isEqualTo(2);
            assertThat(value(metrics, "pages")).isPositive();
            assertThat(value(metrics, "bound-lag-ms")).isBetween(2_500.0, 10_000.0);
            // And they go with the task
            harness.stop();
            assertThat(metrics.metrics().keySet()).noneMatch(name -> name.name().equals("rows"));
        }
    }

    private static double value(Metrics metrics, String name) {
        return metrics.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .findFirst()
                .orElseThrow();
    }

    private static void table(Database database) {
        database.execute(
                "CREATE TABLE late (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), w int)",
                "CREATE INDEX ON late (at, id)");
    }

    private static void write(Database database, Random random, AtomicBoolean stop, AtomicReference<Throwable> broken) {
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO late (w) VALUES (1)")) {
            connection.setAutoCommit(false);
            while (!stop.get()) {
                for (int i = 0; i < 5; i++) {
                    insert.executeUpdate();
                }
                Thread.sleep(random.nextInt(100) < 85 ? random.nextInt(40) : random.nextInt(1500));
                if (random.nextInt(20) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
        } catch (SQLException | InterruptedException e) {
            broken.set(e);
        }
    }

    private static java.util.Set<String> keys(Database database) throws SQLException {
        java.util.Set<String> keys = new HashSet<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id FROM late")) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }
}
