/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.source.contract.RunningTasks;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the task does when a SQLite file is locked, replaced or damaged, or changes under it. */
class SqliteTroubleIT {

    private static final Duration QUIET = Duration.ofSeconds(2);

    @TempDir
    private Path directory;

    private SqliteFile file;
    private Map<String, String> config;

    @BeforeEach
    void file() {
        file = new SqliteFile(directory.resolve("logs.db"));
        config = JdbcTasks.config(file, "logs", "id");
        config.put("source.page.rows", "100");
    }

    @Test
    void waitsWhileAWriterLocksTheFile() throws Exception {
        // Given a task that has read some pages of a file without a write-ahead log, so that a writer shuts readers out
        logs(3000);
        file.execute("PRAGMA journal_mode = DELETE");
        try (RunningTasks tasks = JdbcTasks.of(config).start(1);
                Connection writer = file.connect();
                Statement statement = writer.createStatement()) {
            tasks.pollUntil(rows -> rows.size() >= 500, QUIET);
            // When it locks the file for long
            writer.setAutoCommit(true);
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("INSERT INTO logs (body) VALUES ('secret-canary')");
            tasks.drain(Duration.ofSeconds(4));
            int before = tasks.delivered().size();
            assertThat(before).isLessThan(3000);
            statement.execute("COMMIT");
            // Then every row comes once after it
            tasks.pollUntil(rows -> tasks.delivered().size() == 3001, Duration.ofSeconds(15));
            assertThat(tasks.keys()).hasSize(3001).doesNotHaveDuplicates();
        }
    }

    @Test
    @Tag("chaos")
    void failsClearlyWhereAWriterNeverLetsGo() throws Exception {
        // Given
        logs(3000);
        file.execute("PRAGMA journal_mode = DELETE");
        config.put("source.retry.timeout", "2s");
        try (RunningTasks tasks = JdbcTasks.of(config).start(1);
                Connection writer = file.connect();
                Statement statement = writer.createStatement()) {
            tasks.pollUntil(rows -> rows.size() >= 500, QUIET);
            // When
            statement.execute("BEGIN EXCLUSIVE");
            // Then
            assertThatThrownBy(() -> tasks.drain(Duration.ofSeconds(40)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll("SQLite code 5", "A writer kept the database locked")
                    .hasMessageNotContaining("canary");
            statement.execute("ROLLBACK");
            // And a restarted task goes on where it stopped
            tasks.start(1).pollUntil(rows -> tasks.delivered().size() == 3000, Duration.ofSeconds(15));
            assertThat(tasks.keys()).hasSize(3000).doesNotHaveDuplicates();
        }
    }

    @Test
    void failsWhereTheFileIsReplacedByAnother() throws Exception {
        // Given a task that has read a file
        logs(5);
        try (RunningTasks tasks = JdbcTasks.of(config).start(1)) {
            tasks.pollUntil(rows -> rows.size() == 5, QUIET);
            Map<?, ?> offsets = new HashMap<>(tasks.offsets());
            // When a copy with one row more takes its place
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            Path copy = Files.copy(file.path(), directory.resolve("copy.db"));
            new SqliteFile(copy).execute("INSERT INTO logs (body) VALUES ('secret-canary')");
            new SqliteFile(copy).execute("PRAGMA journal_mode = DELETE");
            Files.move(copy, file.path(), StandardCopyOption.REPLACE_EXISTING);
            // Then the task stops, moves no offset, and a restarted one names the key that takes the copy for the file
            assertThatThrownBy(() -> tasks.drain(Duration.ofSeconds(20)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("replaced");
            assertThat(tasks.offsets()).isEqualTo(offsets);
            tasks.start(1);
            String advice = message(tasks);
            assertThat(advice).contains("source.table.oid=").doesNotContain("canary");
            config.put("source.table.oid", advice.replaceAll("(?s).*source.table.oid=(-?\\d+).*", "$1"));
            tasks.start(1).pollUntil(rows -> !rows.isEmpty(), QUIET);
            assertThat(tasks.keys()).containsExactly("1", "2", "3", "4", "5", "6");
        }
    }

    @Test
    void failsClearlyWhereAPartOfTheFileCannotBeRead() throws Exception {
        // Given a file whose pages from the middle on hold other bytes
        logs(3000);
        file.execute("PRAGMA journal_mode = DELETE");
        overwrite(Files.size(file.path()) / 2);
        config.put("source.retry.timeout", "2s");
        try (RunningTasks tasks = JdbcTasks.of(config).start(1)) {
            // When, then
            assertThatThrownBy(() -> tasks.drain(Duration.ofSeconds(20)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll("SQLite code 11", "The file is damaged. Restore it.")
                    .hasMessageNotContaining("canary")
                    .hasNoCause();
            assertThat(tasks.keys()).doesNotHaveDuplicates();
        }
    }

    @Test
    void waitsForAFileThatIsAwayForAWhile() throws Exception {
        // Given a task in the middle of a file on a file system that goes away
        logs(3000);
        file.execute("PRAGMA journal_mode = DELETE");
        try (RunningTasks tasks = JdbcTasks.of(config).start(1)) {
            tasks.pollUntil(rows -> rows.size() >= 500, QUIET);
            Path away = directory.resolve("away.db");
            Files.move(file.path(), away);
            tasks.drain(QUIET);
            // When it is back
            Files.move(away, file.path());
            tasks.pollUntil(rows -> tasks.delivered().size() == 3000, Duration.ofSeconds(20));
            // Then
            assertThat(tasks.keys()).hasSize(3000).doesNotHaveDuplicates();
        }
    }

    @Test
    void handsOverFromOldRowsToNewOnesAndTellsHowManyAreLeft() throws Exception {
        // Given a task that reads old rows while new ones are written, and old ones change
        logs(2000);
        config.put("source.page.rows", "20");
        config.put("source.probe.interval", "1ms");
        try (Metrics metrics = new Metrics();
                RunningTasks tasks = JdbcTasks.of(config).with(metrics).start(1);
                Connection writer = file.connect();
                Statement write = writer.createStatement()) {
            assertThat(value(metrics, "lag-rows")).isEqualTo(-1);
            tasks.pollOnce();
            assertThat(value(metrics, "lag-rows")).isBetween(1.0, 1980.0);
            tasks.start(1);
            // When
            List<String> written = new ArrayList<>();
            for (int i = 1; i <= 60; i++) {
                write.execute("INSERT INTO logs (body) VALUES ('new')");
                write.execute("UPDATE logs SET body = 'moved' WHERE id = " + i * 30);
                written.add(Integer.toString(2000 + i));
                tasks.pollUntil(rows -> !rows.isEmpty(), Duration.ofMillis(20));
            }
            tasks.drain(QUIET);
            // Then
            assertThat(tasks.keys()).hasSize(2060).doesNotHaveDuplicates().containsAll(written);
            assertThat(value(metrics, "lag-rows")).isZero();
        }
    }

    private void logs(int rows) {
        file.execute(
                "CREATE TABLE logs (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + rows
                        + ") INSERT INTO logs (body) SELECT 'secret-canary ' || i || ' ' || hex(zeroblob(100)) FROM n");
    }

    private void overwrite(long from) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
            byte[] other = new byte[(int) (Files.size(file.path()) - from)];
            java.util.Arrays.fill(other, (byte) 0x5A);
            channel.write(java.nio.ByteBuffer.wrap(other), from);
        }
    }

    private static String message(RunningTasks tasks) {
        try {
            tasks.drain(QUIET);
            return "";
        } catch (ConnectException e) {
            return e.getMessage();
        }
    }

    private static double value(Metrics metrics, String name) {
        return metrics.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .findFirst()
                .orElseThrow();
    }
}
