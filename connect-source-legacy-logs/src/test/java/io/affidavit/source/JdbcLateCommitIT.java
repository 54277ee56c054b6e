/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.source.contract.RunningTasks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows that become visible long after their cursor value was set. Beside the task runs a reader that remembers the
 * greatest value it has seen, as other connectors do, so that the test is known to be hard enough.
 */
@Tag("chaos")
class JdbcLateCommitIT {

    private static final long SEED = 20261123;
    private static final int SQLITE_BUSY = 5;
    private static final Duration QUIET = Duration.ofSeconds(3);

    /** Opens connections of a writer. */
    interface Connector {
        Connection connect() throws SQLException;
    }

    /** Writes one transaction, and mostly commits it. */
    interface Writing {
        void write(Connection connection, Random random) throws SQLException, InterruptedException;
    }

    @Nested
    @ExtendWith(MariaServer.class)
    class MariaDb {

        @ParameterizedTest(name = "ordered by {0}")
        @ValueSource(strings = {"at", "id"})
        void losesNoRowOfTransactionsThatCommitLate(String cursor, InnoDbDatabase database) throws Exception {
            // Given eight writers whose transactions stay open for up to 1.5 s after their rows got time and number
            database.execute(
                    "CREATE TABLE late (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, at timestamp(6) NOT NULL DEFAULT current_timestamp(6), w int)",
                    "CREATE INDEX by_time ON late (at)");
            Map<String, String> config = JdbcTasks.config(database, "late", cursor);
            // what a statement may have waited before the first look
            config.put("source.lag", "2s");
            follow(database::connect, JdbcLateCommitIT::commitLate, config, cursor);
        }

        @Test
        void losesNoRowWhoseStatementWaitedBeforeItsTransactionBegan(InnoDbDatabase database) throws Exception {
            // Given a task that follows a table
            database.execute(
                    "CREATE TABLE late (id int AUTO_INCREMENT PRIMARY KEY, at timestamp(6) NOT NULL DEFAULT current_timestamp(6), w int)",
                    "CREATE INDEX by_time ON late (at)");
            try (RunningTasks tasks = JdbcTasks.of(JdbcTasks.config(database, "late", "at"))
                            .start(1);
                    Connection writer = database.connect();
                    Statement insert = writer.createStatement()) {
                database.execute("INSERT INTO late (w) VALUES (0)");
                tasks.pollUntil(rows -> rows.size() == 1, QUIET);
                // When an insert takes its time and then sleeps, so that its transaction begins later, and stays open
                writer.setAutoCommit(false);
                insert.execute("INSERT INTO late (w) SELECT sleep(2) FROM (SELECT 1) once");
                database.execute("INSERT INTO late (w) VALUES (2)");
                List<?> early = tasks.drain(Duration.ofSeconds(2));
                writer.commit();
                tasks.pollUntil(rows -> rows.size() == 2, QUIET);
                // Then nothing passes it
                assertThat(early).isEmpty();
                assertThat(tasks.keys()).containsExactly("1", "2", "3");
            }
        }

        @Test
        void losesNoRowWhoseDefaultHasFewerDigitsThanItsColumn(InnoDbDatabase database) throws Exception {
            // Given a task that follows a table whose times lie up to a second before the moment they stand for
            database.execute(
                    "CREATE TABLE late (id int PRIMARY KEY, at timestamp(6) NOT NULL DEFAULT current_timestamp())",
                    "CREATE INDEX by_time ON late (at, id)");
            Map<String, String> config = JdbcTasks.config(database, "late", "at");
            config.put("source.lag", "3s");
            try (RunningTasks tasks = JdbcTasks.of(config).start(1);
                    Connection writer = database.connect();
                    Statement insert = writer.createStatement()) {
                tasks.drain(Duration.ofMillis(300));
                // When two rows of one second are written, and that before in the order stays open
                Thread.sleep(1100 - System.currentTimeMillis() % 1000);
                insert.execute("INSERT INTO late (id) VALUES (2)");
                writer.setAutoCommit(false);
                insert.execute("INSERT INTO late (id) VALUES (1)");
                Thread.sleep(1500);
                writer.commit();
                // Then the later one did not hide the earlier one, and they came in the table's order: on a slow
                // machine the second of the two may be of the next second
                List<String> ordered = new ArrayList<>();
                try (ResultSet rows = insert.executeQuery("SELECT id FROM late ORDER BY at, id")) {
                    while (rows.next()) {
                        ordered.add(rows.getString(1));
                    }
                }
                tasks.pollUntil(rows -> rows.size() == 2, Duration.ofSeconds(8));
                assertThat(tasks.keys()).hasSize(2).isEqualTo(ordered);
            }
        }

        @Test
        void fallsBackToTheLagWithoutThePrivilege(InnoDbDatabase database) throws Exception {
            // Given a user that may read the table but not see other sessions
            database.execute(
                    "CREATE TABLE late (id int AUTO_INCREMENT PRIMARY KEY, at timestamp(6) NOT NULL DEFAULT current_timestamp(6), w int)",
                    "CREATE INDEX by_time ON late (at)",
                    "CREATE USER IF NOT EXISTS blind@localhost IDENTIFIED BY 'blind'",
                    "GRANT SELECT ON late TO blind@localhost");
            Map<String, String> config = JdbcTasks.config(database, "late", "at");
            config.put("source.user", "blind");
            config.put("source.password", "blind");
            config.put("source.lag", "3s");
            try (RunningTasks tasks = JdbcTasks.of(config).start(1);
                    Connection writer = database.connect();
                    Statement statement = writer.createStatement()) {
                // When a transaction stays open, invisible to the user
                writer.setAutoCommit(false);
                statement.execute("INSERT INTO late (w) VALUES (1)");
                database.execute("INSERT INTO late (w) VALUES (2)");
                assertThat(tasks.drain(Duration.ofSeconds(1))).isEmpty();
                writer.commit();
                // Then the lag, not the apparent absence of transactions, decides
                tasks.pollUntil(rows -> rows.size() == 2, Duration.ofSeconds(6));
                assertThat(tasks.keys()).containsExactly("1", "2");
            }
        }
    }

    @Nested
    class Sqlite {

        @TempDir
        private Path directory;

        @ParameterizedTest(name = "ordered by {0}")
        @ValueSource(strings = {"at", "id"})
        void losesNoRowOfWritersThatWaitForOneAnother(String cursor) throws Exception {
            // Given eight writers that take the time, and then wait up to a second for the only one that may write
            SqliteFile file = new SqliteFile(directory.resolve("late.db"));
            file.execute(
                    "CREATE TABLE late (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, w INTEGER)",
                    "CREATE INDEX by_time ON late (at, id)");
            Writing late = (connection, random) -> {
                String now = Instant.now().toString();
                String padded = (now.replace("Z", "") + (now.contains(".") ? "" : ".") + "000000").substring(0, 26);
                try (Statement transaction = connection.createStatement();
                        PreparedStatement insert =
                                connection.prepareStatement("INSERT INTO late (at, w) VALUES (?, 1)")) {
                    transaction.execute("BEGIN IMMEDIATE");
                    for (int i = 0; i < 3; i++) {
                        insert.setString(1, padded.replace('T', ' '));
                        insert.executeUpdate();
                    }
                    Thread.sleep(random.nextInt(100) < 85 ? random.nextInt(10) : random.nextInt(200));
                    transaction.execute(random.nextInt(20) == 0 ? "ROLLBACK" : "COMMIT");
                } catch (SQLException e) {
                    // who waits too long gives up, as SQLite's users do
                    if (e.getErrorCode() != SQLITE_BUSY) {
                        throw e;
                    }
                }
                Thread.sleep(random.nextInt(20));
            };
            Map<String, String> config = JdbcTasks.config(file, "late", cursor);
            config.put("source.lag", "2500ms");
            follow(() -> file.connect(1000), late, config, cursor);
        }
    }

    static void follow(Connector database, Writing writing, Map<String, String> config, String cursor)
            throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<Throwable> broken = new AtomicReference<>();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Random random = new Random(SEED + i);
            writers.add(new Thread(() -> write(database, writing, random, stop, broken)));
        }
        Set<String> naive = new HashSet<>();
        // When a task follows the table meanwhile, restarted now and then
        try (RunningTasks tasks = JdbcTasks.of(config);
                Connection reader = database.connect()) {
            writers.forEach(Thread::start);
            Object greatest = cursor.equals("id") ? (Object) 0L : "2000-01-01 00:00:00";
            for (int restart = 0; restart < 3; restart++) {
                tasks.start(1 + restart);
                long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
                while (System.nanoTime() < end) {
                    tasks.pollUntil(rows -> !rows.isEmpty(), Duration.ofMillis(300));
                    greatest = readNaively(reader, cursor, greatest, naive);
                }
            }
            stop.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
            tasks.drain(QUIET);
            readNaively(reader, cursor, greatest, naive);
            // Then every row came, once
            assertThat(broken.get()).isNull();
            Set<String> written = keys(database);
            assertThat(new HashSet<>(tasks.keys())).isEqualTo(written);
            assertThat(tasks.keys()).hasSizeGreaterThan(100).doesNotHaveDuplicates();
            // And the naive reader lost some, except where one writer at a time takes the numbers
            boolean ordered = config.get("source.url").startsWith("jdbc:sqlite:") && cursor.equals("id");
            assertThat(naive.size() < written.size()).isEqualTo(!ordered);
        }
    }

    /** Keeps a transaction open for up to 1.5 s after its rows got time and number. */
    static void commitLate(Connection connection, Random random) throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO late (w) VALUES (1), (2)")) {
            for (int i = 0; i < 3; i++) {
                insert.executeUpdate();
            }
        }
        Thread.sleep(random.nextInt(100) < 85 ? random.nextInt(40) : random.nextInt(1500));
        if (random.nextInt(20) == 0) {
            connection.rollback();
        } else {
            connection.commit();
        }
    }

    private static Object readNaively(Connection reader, String cursor, Object greatest, Set<String> seen)
            throws SQLException {
        Object last = greatest;
        try (PreparedStatement statement = reader.prepareStatement(
                "SELECT id, " + cursor + " FROM late WHERE " + cursor + " > ? ORDER BY " + cursor + ", id")) {
            statement.setObject(1, greatest);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    seen.add(row.getString(1));
                    last = cursor.equals("id") ? (Object) row.getLong(2) : row.getString(2);
                }
            }
        }
        return last;
    }

    private static void write(
            Connector database, Writing writing, Random random, AtomicBoolean stop, AtomicReference<Throwable> broken) {
        try (Connection connection = database.connect()) {
            while (!stop.get()) {
                writing.write(connection, random);
            }
        } catch (SQLException | InterruptedException e) {
            broken.set(e);
        }
    }

    private static Set<String> keys(Connector database) throws SQLException {
        Set<String> keys = new HashSet<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM late")) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }
}
