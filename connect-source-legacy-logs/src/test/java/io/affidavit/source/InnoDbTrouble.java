/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.source.contract.RunningTasks;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceMeters;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the task does when the server or its table is not as it was. */
abstract class InnoDbTrouble {

    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final String ROWS =
            "INSERT INTO logs (id, at, body) SELECT concat('k', seq), '2026-01-01' + INTERVAL seq * 2 MINUTE, "
                    + "concat('secret-canary ', seq) FROM seq_1_to_";

    @ParameterizedTest(name = "killed: {0}")
    @ValueSource(booleans = {true, false})
    void goesOnWhenTheServerComesBack(boolean killed, InnoDbDatabase database) throws Exception {
        // Given a task that has read some pages
        logs(database, 3000);
        Map<String, String> config = JdbcTasks.config(database, "logs", "at");
        config.put("source.page.rows", "100");
        try (RunningTasks tasks = JdbcTasks.of(config).start(2)) {
            tasks.pollUntil(rows -> rows.size() >= 500, QUIET);
            // When the server dies, and comes back
            if (killed) {
                database.kill();
            } else {
                database.stop();
            }
            tasks.drain(Duration.ofSeconds(1));
            database.start();
            database.execute("INSERT INTO logs (id, body) VALUES ('after', 'x')");
            tasks.pollUntil(rows -> tasks.keys().contains("after"), Duration.ofSeconds(20));
            tasks.drain(QUIET);
            // Then every row came, once
            assertThat(tasks.keys()).hasSize(3001).doesNotHaveDuplicates();
        }
    }

    @Test
    void readsTiesOfACaseInsensitiveKeyLargerThanAPage(InnoDbDatabase database) {
        // Given 400 rows of one time, whose keys the collation orders otherwise than their bytes
        database.execute(
                "CREATE TABLE logs (id varchar(40) COLLATE utf8mb4_general_ci PRIMARY KEY, at datetime(6) NOT NULL, KEY by_time (at))",
                "INSERT INTO logs SELECT concat(if(seq % 2, 'k', 'K'), if(seq % 3, 'ä', 'B'), lpad(seq, 4, '0')), '2026-01-01' FROM seq_1_to_400");
        Map<String, String> config = JdbcTasks.config(database, "logs", "at");
        config.put("source.page.rows", "7");
        try (RunningTasks tasks = JdbcTasks.of(config).start(1)) {
            // When
            tasks.pollUntil(rows -> rows.size() == 400, QUIET);
            // Then each comes once
            assertThat(tasks.keys()).hasSize(400).doesNotHaveDuplicates();
            assertThat(tasks.drain(Duration.ofMillis(700))).isEmpty();
        }
    }

    @Test
    void readsAllThatALimitOfTheServersWouldCutOff(InnoDbDatabase database) {
        // Given a server that gives two rows to whoever asks for no number
        logs(database, 30);
        database.execute("SET GLOBAL sql_select_limit = 2");
        try (RunningTasks tasks = JdbcTasks.of(JdbcTasks.config(database, "logs", "at"))) {
            // When
            List<SourceRecord> rows = tasks.start(1).pollUntil(records -> records.size() == 30, QUIET);
            // Then every row comes with every column
            assertThat(tasks.keys()).hasSize(30).doesNotHaveDuplicates();
            assertThat(((Struct) rows.get(0).value()).schema().fields()).hasSize(3);
        } finally {
            database.execute("SET GLOBAL sql_select_limit = DEFAULT");
        }
    }

    @ParameterizedTest(name = "sql_mode {0}")
    @ValueSource(strings = {"", "NO_BACKSLASH_ESCAPES"})
    void readsKeysThatLookLikeSqlWhateverTheServersModeIs(String mode, InnoDbDatabase database) throws Exception {
        // Given ties whose keys hold what escapes a text, on a server that may read a backslash as itself
        List<String> keys = List.of("'", "\\", "\\'", "\\\\", "' OR '1'='1", "\\' OR 1=1 -- ", "\"", "%", "ü😀\\");
        database.execute(
                "CREATE TABLE logs (id varchar(40) COLLATE utf8mb4_bin PRIMARY KEY, at datetime(6) NOT NULL, KEY by_time (at))",
                "SET GLOBAL sql_mode = '" + mode + "'");
        try (Connection writer = database.connect();
                PreparedStatement insert =
                        writer.prepareStatement("INSERT INTO logs VALUES (unhex(?), '2026-01-01')")) {
            for (String key : keys) {
                insert.setString(1, HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8)));
                insert.executeUpdate();
            }
        }
        Map<String, String> config = JdbcTasks.config(database, "logs", "at");
        config.put("source.page.rows", "1");
        try (RunningTasks tasks = JdbcTasks.of(config).start(1)) {
            // When a task goes from one to the next
            tasks.pollUntil(rows -> rows.size() == keys.size(), QUIET);
            // Then each comes once
            assertThat(tasks.keys()).containsExactlyInAnyOrderElementsOf(keys);
        } finally {
            database.execute("SET GLOBAL sql_mode = ''");
        }
    }

    @Test
    void keepsToTheHashedColumnsWhenAColumnIsAddedAndFailsWhenOneIsDropped(InnoDbDatabase database)
            throws SQLException {
        // Given a task that has read a table
        logs(database, 5);
        try (RunningTasks tasks =
                JdbcTasks.of(JdbcTasks.config(database, "logs", "at")).start(1)) {
            tasks.pollUntil(rows -> rows.size() == 5, QUIET);
            // When a column is added, then the task goes on
            database.execute(
                    "ALTER TABLE logs ADD COLUMN extra int DEFAULT 7", "INSERT INTO logs (id, body) VALUES ('a', 'x')");
            assertThat(tasks.pollUntil(rows -> !rows.isEmpty(), QUIET)).hasSize(1);
            tasks.start(1);
            database.execute("INSERT INTO logs (id, body) VALUES ('b', 'x')");
            List<SourceRecord> after = tasks.pollUntil(rows -> !rows.isEmpty(), QUIET);
            assertThat(((Struct) after.get(0).value()).getInt32("extra")).isEqualTo(7);
            // When one is dropped, then it fails with the reason alone
            Map<?, ?> offsets = new HashMap<>(tasks.offsets());
            database.execute("ALTER TABLE logs DROP COLUMN body", "INSERT INTO logs (id) VALUES ('c')");
            assertThatThrownBy(() -> tasks.drain(QUIET))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("error 1054")
                    .hasNoCause();
            assertThat(tasks.offsets()).isEqualTo(offsets);
        }
    }

    @Test
    void saysHowToGoOnWhenARetypedColumnRebuiltTheTable(InnoDbDatabase database) throws SQLException {
        // Given a task that has read a table
        logs(database, 5);
        Map<String, String> config = JdbcTasks.config(database, "logs", "at");
        try (RunningTasks tasks = JdbcTasks.of(config).start(1)) {
            tasks.pollUntil(rows -> rows.size() == 5, QUIET);
            // When a column gets another type
            database.execute("ALTER TABLE logs MODIFY body varbinary(2000)");
            // Then the task fails, and a restarted one names the key to set
            assertThatThrownBy(() -> tasks.drain(QUIET)).hasMessageContaining("replaced");
            tasks.start(1);
            String advice = message(tasks);
            assertThat(advice).contains("source.table.oid=");
            config.put("source.table.oid", advice.replaceAll("(?s).*source.table.oid=(\\d+).*", "$1"));
            database.execute("INSERT INTO logs (id, body) VALUES ('more', 'x')");
            tasks.start(1);
            assertThat(tasks.pollUntil(rows -> !rows.isEmpty(), QUIET)).hasSize(1);
            assertThat(tasks.keys()).hasSize(6).doesNotHaveDuplicates();
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

    @Test
    void readsWhatRetentionLeaves(InnoDbDatabase database) {
        // Given a task that reads small pages while the oldest rows are deleted
        logs(database, 2000);
        Map<String, String> config = JdbcTasks.config(database, "logs", "at");
        config.put("source.page.rows", "50");
        try (RunningTasks tasks = JdbcTasks.of(config).start(2)) {
            tasks.pollUntil(rows -> rows.size() >= 200, QUIET);
            // When
            database.execute("DELETE FROM logs WHERE at < '2026-01-02 12:00:00'");
            tasks.drain(QUIET);
            // Then what was left came once
            assertThat(tasks.keys()).doesNotHaveDuplicates().contains("k2000", "k1200");
            assertThat(tasks.keys().stream().filter(key -> Integer.parseInt(key.substring(1)) >= 1080))
                    .hasSize(921);
        }
    }

    @Test
    void handsOverFromOldRowsToNewOnesWithoutGapOrRepetition(InnoDbDatabase database) throws Exception {
        // Given a task that reads old rows while new ones are written
        logs(database, 2000);
        Map<String, String> config = JdbcTasks.config(database, "logs", "at");
        config.put("source.page.rows", "50");
        try (RunningTasks tasks = JdbcTasks.of(config).start(2);
                Connection writer = database.connect();
                Statement insert = writer.createStatement()) {
            // When
            List<String> written = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                insert.execute("INSERT INTO logs (id, body) VALUES ('new-" + i + "', 'x')");
                written.add("new-" + i);
                tasks.pollUntil(rows -> !rows.isEmpty(), Duration.ofMillis(20));
            }
            tasks.drain(QUIET);
            // Then
            assertThat(tasks.keys()).hasSize(2060).doesNotHaveDuplicates().containsAll(written);
        }
    }

    @Test
    void stopsWithinFiveSecondsWhileAQueryIsBlocked(InnoDbDatabase database) throws Exception {
        // Given a table locked by somebody else
        logs(database, 5);
        try (RunningTasks tasks =
                        JdbcTasks.of(JdbcTasks.config(database, "logs", "at")).start(1);
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            tasks.pollUntil(rows -> rows.size() == 5, QUIET);
            statement.execute("LOCK TABLES logs WRITE");
            Thread.sleep(700);
            // When
            long begun = System.nanoTime();
            tasks.stop();
            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void readsADeepPageFromTheIndexAlone(InnoDbDatabase database) throws Exception {
        // Given many rows, whose table has a name that is no plain word
        database.execute(
                "CREATE TABLE `my logs-2` (id varchar(40) PRIMARY KEY, at timestamp(6) NOT NULL DEFAULT current_timestamp(6), KEY by_time (at))",
                "INSERT INTO `my logs-2` (id, at) SELECT concat('k', seq), '2026-01-01' + INTERVAL seq SECOND FROM seq_1_to_20000");
        JdbcLogsSourceConfig config = new JdbcLogsSourceConfig(JdbcTasks.config(database, "my logs-2", "at"));
        try (LogSource source = config.open("plan", HashedColumns.of(List.of("id")), SourceMeters.none())) {
            long last = source.positions().parse("2026-01-01T05:00:00.000000Z");
            RowPage first = source.read(new PageRequest(new LogSplit(last, Long.MAX_VALUE), null, 50, 1 << 20));
            // When the next page is read near the end
            long before = entriesRead(database);
            RowPage next = source.read(new PageRequest(
                    new LogSplit(Long.MIN_VALUE, Long.MAX_VALUE),
                    first.rows().get(49).position(),
                    50,
                    1 << 20));
            // Then the server went over little more than its rows
            assertThat(next.rows()).hasSize(50);
            assertThat(entriesRead(database) - before).isBetween(49L, 2000L);
        }
    }

    /** Index entries that all sessions have gone over, in order. */
    private static long entriesRead(InnoDbDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Handler_read_next'")) {
            row.next();
            return row.getLong(2);
        }
    }

    static void logs(InnoDbDatabase database, int rows) {
        database.execute(
                "CREATE TABLE logs (id varchar(40) PRIMARY KEY, at timestamp(6) NOT NULL DEFAULT current_timestamp(6), body varchar(200), KEY by_time (at))",
                ROWS + rows);
    }
}
