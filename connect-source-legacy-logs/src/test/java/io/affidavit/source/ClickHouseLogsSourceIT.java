/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.contract.RunningTasks;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of the kinds that applications keep, read by tasks, and configurations held against them. */
@EnabledIfSystemProperty(named = ClickHouseServer.PROPERTY, matches = ".+")
@ExtendWith(ClickHouseServer.Shared.class)
class ClickHouseLogsSourceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final String BLOCKS = " SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1";

    @Test
    void followsBlocksThroughLateRowsVersionsAndMerges(ClickHouseServer server) {
        // Given a table of versions, by month, that keeps block numbers
        String table = server.freshName();
        String rows = "logs." + table;
        server.execute("CREATE TABLE " + rows + " (id String, at DateTime64(3), v UInt32, gone UInt8)"
                + " ENGINE = ReplacingMergeTree(v) PARTITION BY toYYYYMM(at) ORDER BY id" + BLOCKS);
        server.execute("INSERT INTO " + rows
                + " VALUES ('a', '2026-02-01 00:00:00', 1, 0), ('b', '2026-02-02 00:00:00', 1, 0)");
        Map<String, String> config = server.config(table, "_block_number");
        config.put("source.page.rows", "1");
        try (RunningTasks tasks = new RunningTasks(ClickHouseLogsSourceConnector::new, config).start(2)) {
            await(tasks, 2);
            assertThat(tasks.keys()).containsExactly("a", "b");
            // When a row of an earlier month comes, a new version, a tombstone, and all is merged
            server.execute(
                    "INSERT INTO " + rows + " VALUES ('c', '2026-01-01 00:00:00', 1, 0)",
                    "INSERT INTO " + rows + " VALUES ('a', '2026-02-01 00:00:00', 2, 0)",
                    "INSERT INTO " + rows + " VALUES ('b', '2026-02-02 00:00:00', 3, 1)",
                    "OPTIMIZE TABLE " + rows + " FINAL");
            await(tasks, 5);
            // And the task is started anew
            tasks.start(1);
            await(tasks, 5);
            // Then each is read once, in the order of insertion, and versions differ by their hash
            assertThat(tasks.keys()).containsExactly("a", "b", "c", "a", "b");
            assertThat(hash(tasks.delivered().get(0)))
                    .isNotEqualTo(hash(tasks.delivered().get(3)));
            assertThat(((Map<?, ?>) tasks.delivered().get(4).value()).get("gone"))
                    .isEqualTo(1L);
        }
    }

    @Test
    void handsOverEveryVersionOfOnePositionOnce(ClickHouseServer server) {
        // Given three versions of a row at one time, one of them inserted twice
        String table = server.freshName();
        server.execute("CREATE TABLE logs." + table
                + " (id UInt64, at DateTime, body String) ENGINE = MergeTree ORDER BY (at, id)");
        server.execute("INSERT INTO logs." + table
                + " VALUES (9, '2026-01-01 00:00:00', 'x'), (9, '2026-01-01 00:00:00', 'y'),"
                + " (9, '2026-01-01 00:00:00', 'z'), (9, '2026-01-01 00:00:00', 'x'), (10, '2026-01-01 00:00:00', 'w'),"
                + " (8, '2026-01-01 00:00:01', 'last')");
        Map<String, String> config = server.config(table, "at");
        config.put("source.page.rows", "1");
        config.put("source.key.columns", "id");
        try (RunningTasks tasks = new RunningTasks(ClickHouseLogsSourceConnector::new, config).start(1)) {
            // When
            await(tasks, 5);
            // Then numbers order as numbers, and no page parts what has one position
            assertThat(tasks.keys()).containsExactly("9", "9", "9", "10", "8");
            assertThat(new HashSet<>(tasks.delivered().stream()
                            .limit(3)
                            .map(ClickHouseLogsSourceIT::hash)
                            .toList()))
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit = 1",
                "offset = 1",
                "additional_table_filters = {'logs.%s': 'id != 2'}",
                "additional_result_filter = 'id != 2'",
            })
    void readsPastTheFiltersOfItsUser(String setting, ClickHouseServer server) {
        // Given a user from whose answers rows are left out
        String table = nine(server);
        server.execute("SET " + setting.formatted(table));
        try (RunningTasks tasks = new RunningTasks(ClickHouseLogsSourceConnector::new, nineConfig(server, table))) {
            // When
            await(tasks.start(1), 9);
            // Then
            assertThat(tasks.keys()).hasSize(9).doesNotHaveDuplicates();
        } finally {
            server.execute("SET " + setting.split(" ")[0] + " = DEFAULT");
        }
    }

    @ParameterizedTest
    @CsvSource({"max_rows_to_read, read_overflow_mode, 158", "max_result_rows, result_overflow_mode, 396"})
    void failsWhereALimitOfItsUserWouldEndAnAnswer(String limit, String mode, int code, ClickHouseServer server) {
        // Given a user whose answers end early, as if they were whole
        String table = nine(server);
        try (RunningTasks tasks = new RunningTasks(ClickHouseLogsSourceConnector::new, nineConfig(server, table))) {
            tasks.start(1);
            server.execute("SET " + limit + " = 1, " + mode + " = 'break'");
            // When
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> await(tasks, 9))
                    // Then
                    .withMessageContaining("error " + code + ". A limit of the user's profile");
        } finally {
            server.execute("SET " + limit + " = DEFAULT, " + mode + " = DEFAULT");
        }
    }

    private static String nine(ClickHouseServer server) {
        String table = server.freshName();
        server.execute(
                "CREATE TABLE logs." + table + " (id UInt64, at DateTime) ENGINE = MergeTree ORDER BY (at, id)",
                "INSERT INTO logs." + table + " SELECT number, '2026-01-01 00:00:00' FROM numbers(9)");
        return table;
    }

    private static Map<String, String> nineConfig(ClickHouseServer server, String table) {
        Map<String, String> config = server.config(table, "at");
        config.put("source.key.columns", "id");
        return config;
    }

    @Test
    void losesNoDigitOfAnyType(ClickHouseServer server) {
        String table = server.freshName();
        server.execute("CREATE TABLE logs." + table
                + " (k UUID, at DateTime64(6, 'America/New_York'), u UInt64, d Decimal(38, 18),"
                + " f Float64, m Map(String, Decimal(18, 12)), a Array(Nullable(String)), n Nullable(Int8), l LowCardinality(String), b Bool)"
                + " ENGINE = MergeTree ORDER BY (at, k)");
        server.execute("INSERT INTO logs." + table + " VALUES ('61f0c404-5cb3-11e7-907b-a6006ad3dba0',"
                + " fromUnixTimestamp64Micro(1767323045123456), 18446744073709551615, 12345678901234567890.000000000000000001, nan,"
                + " {'input': 0.000000000001}, ['it''s \\\\ \"quoted\"', NULL], NULL, 'grün', true)");
        try (RunningTasks tasks =
                new RunningTasks(ClickHouseLogsSourceConnector::new, server.config(table, "at")).start(1)) {
            await(tasks, 1);
            assertThat(tasks.delivered()).hasSize(1);
            SourceRecord record = tasks.delivered().get(0);
            assertThat(JsonText.write(record.value()))
                    .isEqualTo("{\"k\":\"61f0c404-5cb3-11e7-907b-a6006ad3dba0\",\"at\":\"2026-01-02T03:04:05.123456Z\","
                            + "\"u\":\"18446744073709551615\",\"d\":\"12345678901234567890.000000000000000001\",\"f\":\"nan\","
                            + "\"m\":{\"input\":\"0.000000000001\"},\"a\":[\"it's \\\\ \\\"quoted\\\"\",null],\"n\":null,"
                            + "\"l\":\"grün\",\"b\":true}");
            assertThat(GovHeaders.text(record.headers(), GovHeaders.SOURCE_POSITION))
                    .isEqualTo("2026-01-02T03:04:05.123456Z");
        }
    }

    @Test
    void goesOnWhenColumnsAreAddedWithoutRevisingRows(ClickHouseServer server) {
        // Given a table that was read
        String table = server.freshName();
        server.execute("CREATE TABLE logs." + table
                + " (id String, at DateTime64(3), body String) ENGINE = MergeTree ORDER BY (at, id)");
        server.execute("INSERT INTO logs." + table + " VALUES ('a', '2026-01-01 00:00:00', 'x')");
        Map<String, String> config = server.config(table, "at");
        config.put("source.key.columns", "id");
        String before;
        try (RunningTasks tasks = new RunningTasks(ClickHouseLogsSourceConnector::new, config).start(1)) {
            await(tasks, 1);
            before = hash(tasks.delivered().get(0));
            // When a column is added and the task started again
            server.execute(
                    "ALTER TABLE logs." + table + " ADD COLUMN extra String DEFAULT 'e'",
                    "INSERT INTO logs." + table + " VALUES ('b', '2026-01-01 00:00:01', 'x', 'f')");
            tasks.start(1);
            await(tasks, 2);
            // Then the new column is handed over
            assertThat(tasks.keys()).containsExactly("a", "b");
            assertThat(((Map<?, ?>) tasks.delivered().get(1).value()).get("extra"))
                    .isEqualTo("f");
            // And not hashed: read again from the start with the list in use, the old row has its old hash
            config.put("source.hash.columns", "id,at,body");
        }
        try (RunningTasks anew = new RunningTasks(ClickHouseLogsSourceConnector::new, config).start(1)) {
            await(anew, 1);
            assertThat(hash(anew.delivered().get(0))).isEqualTo(before);
        }
    }

    @Test
    void refusesWhatItCannotReadSafely(ClickHouseServer server) {
        String table = server.freshName();
        server.execute("CREATE TABLE logs." + table
                + " (id String, at DateTime64(3), late Nullable(DateTime), nano DateTime64(9))"
                + " ENGINE = MergeTree ORDER BY (toDate(at), id)");

        Map<String, String> config = server.config(table, "at");
        assertThat(errors(config).get("source.key.columns")).contains("sorting key");
        config.put("source.key.columns", "id");
        assertThat(errors(config)).isEmpty();
        config.put("source.cursor.column", "late");
        assertThat(errors(config)).containsOnlyKeys("source.cursor.column");
        config.put("source.cursor.column", "nano");
        assertThat(errors(config)).containsOnlyKeys("source.cursor.column");
        config.put("source.cursor.column", "_block_number");
        assertThat(errors(config).get("source.cursor.column")).contains("enable_block_number_column");
        config.put("source.cursor.column", "at");
        config.put("source.hash.columns", "absent");
        assertThat(errors(config)).containsOnlyKeys("source.hash.columns");
        config.remove("source.hash.columns");
        config.put("source.table", "absent");
        assertThat(errors(config)).containsOnlyKeys("source.table");
        config.put("source.password", "wrong");
        assertThat(errors(config).get("source.url")).contains("516").doesNotContain("canary", "wrong");
    }

    @Test
    void refusesTablesThatLangfuseNoLongerWritesTo(ClickHouseServer server) {
        // Given Langfuse's tables after its migration to version 4
        server.execute(
                "DROP TABLE IF EXISTS logs.observations",
                "CREATE TABLE logs.observations (id String, project_id String, type String, start_time DateTime64(3),"
                        + " created_at DateTime64(3), updated_at DateTime64(3), event_ts DateTime64(3), is_deleted UInt8)"
                        + " ENGINE = ReplacingMergeTree(event_ts, is_deleted) PARTITION BY toYYYYMM(start_time)"
                        + " ORDER BY (project_id, type, toDate(start_time), id)",
                "DROP TABLE IF EXISTS logs.events_full",
                "CREATE TABLE logs.events_full (project_id String, trace_id String, span_id String, start_time DateTime64(6),"
                        + " created_at DateTime64(6), updated_at DateTime64(6), event_ts DateTime64(6), is_deleted UInt8)"
                        + " ENGINE = ReplacingMergeTree(event_ts, is_deleted) PARTITION BY toYYYYMM(start_time)"
                        + " ORDER BY (project_id, toStartOfMinute(start_time), xxHash32(trace_id), span_id, start_time)"
                        + BLOCKS,
                "INSERT INTO logs.observations VALUES ('o1', 'p', 'SPAN', '2026-03-01 00:00:00', '2026-03-01 00:00:00',"
                        + " '2026-03-01 00:00:00', '2026-03-01 00:00:00', 0)",
                "INSERT INTO logs.events_full VALUES ('p', 't', 's', now64(6), now64(6), now64(6), now64(6), 0)");
        Map<String, String> config = server.config("observations", "at");
        config.remove("source.cursor.column");
        config.remove("source.table");
        // Then the old table is refused, unless it is its history that is wanted
        config.put("source.preset", "langfuse-v3-observations");
        assertThat(errors(config).get("source.table")).contains("events_full", "source.accept.stale");
        config.put("source.accept.stale", "true");
        assertThat(errors(config)).isEmpty();
        assertThat(read(config)).containsExactly("[\"p\",\"o1\"]");
        // And the new one is followed by its block numbers
        config.remove("source.accept.stale");
        config.put("source.preset", "langfuse");
        assertThat(errors(config)).isEmpty();
        assertThat(read(config)).containsExactly("[\"p\",\"t\",\"s\"]");
        // And refused in its turn while Langfuse still writes the old tables
        server.execute(
                "TRUNCATE TABLE logs.events_full",
                "INSERT INTO logs.observations VALUES ('o2', 'p', 'SPAN', now64(3), now64(3), now64(3), now64(3), 0)");
        assertThat(errors(config).get("source.table")).contains("observations");
    }

    private static List<String> read(Map<String, String> config) {
        try (RunningTasks tasks = new RunningTasks(ClickHouseLogsSourceConnector::new, config).start(1)) {
            await(tasks, 1);
            return tasks.keys();
        }
    }

    /** Polls until so many records came in all, and a little longer for any that must not come. */
    private static void await(RunningTasks tasks, int records) {
        tasks.pollUntil(fresh -> tasks.delivered().size() >= records, PATIENCE);
        tasks.drain(QUIET);
    }

    private static String hash(SourceRecord record) {
        return GovHeaders.text(record.headers(), GovHeaders.SOURCE_ROW_HASH);
    }

    private static Map<String, String> errors(Map<String, String> config) {
        Map<String, String> errors = new HashMap<>();
        for (ConfigValue value :
                new ClickHouseLogsSourceConnector().validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), String.join(" ", value.errorMessages()));
            }
        }
        return errors;
    }
}
