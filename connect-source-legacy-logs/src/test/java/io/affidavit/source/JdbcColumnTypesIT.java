/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.contract.RunningTasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How columns of every kind of type arrive in records, and what may order them. */
class JdbcColumnTypesIT {

    private static final Duration QUIET = Duration.ofSeconds(3);

    @Nested
    @ExtendWith(MariaServer.class)
    class MariaDb {

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = ';',
                quoteCharacter = '`',
                value = {
                    "tinyint(1);1;INT16;1",
                    "tinyint unsigned;255;INT16;255",
                    "smallint unsigned;65535;INT32;65535",
                    "mediumint;-8388608;INT32;-8388608",
                    "int unsigned;4294967295;INT64;4294967295",
                    "bigint;-9223372036854775808;INT64;-9223372036854775808",
                    "bigint unsigned;18446744073709551615;STRING;18446744073709551615",
                    "float;1.1;FLOAT32;1.1",
                    "float;16777217;FLOAT32;1.6777216E7",
                    "double;0.1;FLOAT64;0.1",
                    "double;1e-300;FLOAT64;1.0E-300",
                    "decimal(40,10);123456789012345678901234567890.0123456789;STRING;123456789012345678901234567890.0123456789",
                    "bit(1);b'1';INT64;1",
                    "bit(64);b'1';STRING;1",
                    "datetime(6);'2026-01-02 03:04:05.000001';STRING;2026-01-02T03:04:05.000001Z",
                    "datetime;'0000-00-00 00:00:00';STRING;0000-00-00 00:00:00",
                    "datetime;'2026-00-00 00:00:00';STRING;2026-00-00 00:00:00",
                    "timestamp(3) NULL;'2026-01-02 03:04:05.123';STRING;2026-01-02T03:04:05.123000Z",
                    "date;'2026-01-02';STRING;2026-01-02",
                    "time(3);'-03:04:05.5';STRING;-03:04:05.500",
                    "year;2026;STRING;2026",
                    "json;'{\"b\": 1, \"a\": [null, \"é\"]}';STRING;{\"b\": 1, \"a\": [null, \"é\"]}",
                    "uuid;'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11';STRING;a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                    "enum('so so','fine');'fine';STRING;fine",
                    "longtext;'tab\tand ü😀';STRING;tab\tand ü😀",
                })
        void keepsTheValueOfEveryType(
                String type, String literal, Schema.Type kind, String expected, InnoDbDatabase database) {
            String optional = type.endsWith("NULL") ? type : type + " NULL";
            database.execute(
                    "SET GLOBAL sql_mode = ''",
                    "CREATE TABLE typed (at datetime(6) PRIMARY KEY, v " + optional + ", empty " + optional + ")");
            database.execute("INSERT INTO typed (at, v) VALUES ('2026-01-01', " + literal + ")");
            Struct value = only(JdbcTasks.config(database, "typed", "at"));
            assertThat(value.schema().field("v").schema().type()).isEqualTo(kind);
            assertThat(value.get("v")).hasToString(expected);
            assertThat(value.get("empty")).isNull();
        }

        @Test
        void keepsBytes(InnoDbDatabase database) {
            database.execute(
                    "CREATE TABLE typed (at datetime PRIMARY KEY, b blob, f binary(3))",
                    "INSERT INTO typed VALUES ('2026-01-01', x'00ff10', x'0102')");
            Struct value = only(JdbcTasks.config(database, "typed", "at"));
            assertThat(value.getBytes("b")).containsExactly(0, 0xff, 0x10);
            assertThat(value.getBytes("f")).containsExactly(1, 2, 0);
        }

        @ParameterizedTest(name = "key of type {0}")
        @CsvSource(
                delimiter = ';',
                quoteCharacter = '`',
                value = {
                    "bigint unsigned;18446744073709551000 + seq",
                    "decimal(30,3);seq * 1000000000000.5",
                    "binary(8);unhex(lpad(hex(seq), 16, '0'))",
                    "char(10);lpad(seq, 6, 'x')",
                    "datetime(3);'2020-01-01' + INTERVAL seq SECOND",
                    "uuid;concat('a0eebc99-9c0b-4ef8-bb6d-', lpad(hex(seq * 7919), 12, '0'))",
                })
        void readsTiesOfKeysOfEveryType(String type, String expression, InnoDbDatabase database) {
            database.execute(
                    "CREATE TABLE ties (at timestamp NOT NULL, id " + type + " PRIMARY KEY, KEY by_time (at))",
                    "INSERT INTO ties SELECT '2026-01-02', " + expression + " FROM seq_1_to_200");
            Map<String, String> config = JdbcTasks.config(database, "ties", "at");
            config.put("source.page.rows", "7");
            try (RunningTasks tasks = JdbcTasks.of(config).start(1)) {
                tasks.pollUntil(rows -> rows.size() == 200, QUIET);
                assertThat(tasks.keys()).hasSize(200).doesNotHaveDuplicates();
            }
        }

        @Test
        void readsZeroDatesFirstAndTimesWithoutZoneInTheConfiguredOffset(InnoDbDatabase database) {
            database.execute(
                    "SET SESSION sql_mode = ''",
                    "CREATE TABLE old (at datetime(6) NOT NULL, id int PRIMARY KEY, KEY by_time (at))",
                    "INSERT INTO old VALUES ('0000-00-00', 1), ('0000-00-00', 2), ('2026-01-02 03:04:05.123456', 3)");
            Map<String, String> config = JdbcTasks.config(database, "old", "at");
            config.put("source.time.zone", "+02:00");
            config.put("source.page.rows", "1");
            try (RunningTasks tasks = JdbcTasks.of(config).start(1)) {
                List<SourceRecord> rows = tasks.pollUntil(records -> records.size() == 3, QUIET);
                assertThat(tasks.keys()).containsExactly("1", "2", "3");
                assertThat(GovHeaders.text(rows.get(0).headers(), GovHeaders.SOURCE_POSITION))
                        .isEqualTo("-infinity");
                assertThat(GovHeaders.text(rows.get(2).headers(), GovHeaders.SOURCE_POSITION))
                        .isEqualTo("2026-01-02T01:04:05.123456Z");
            }
        }
    }

    @Nested
    class Sqlite {

        @TempDir
        private Path directory;

        private SqliteFile file() {
            return new SqliteFile(directory.resolve("logs.db"));
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = ';',
                quoteCharacter = '`',
                value = {
                    "INTEGER;-9223372036854775808;INT64;-9223372036854775808",
                    "BIGINT;7;INT64;7",
                    "REAL;0.1;FLOAT64;0.1",
                    "REAL;1234.5e10;FLOAT64;1.2345E13",
                    "REAL;0.30000000000000004;FLOAT64;0.30000000000000004",
                    "VARCHAR(9);'text ü😀';STRING;text ü😀",
                    "VARCHAR(9);x'00ff';STRING;x:00FF",
                    "JSON;'{\"b\": 1}';STRING;{\"b\": 1}",
                    "NUMERIC;0.1;STRING;0.10000000000000001",
                    "BOOLEAN;1;STRING;1",
                    "TIMESTAMP;'2026-01-02 03:04:05.000001';STRING;2026-01-02T03:04:05.000001Z",
                    "DATETIME;'2026-01-02T03:04:05+00:00';STRING;2026-01-02T03:04:05.000000Z",
                    "DATETIME;'no time';STRING;no time",
                })
        void keepsTheValueOfEveryType(String type, String literal, Schema.Type kind, String expected) {
            SqliteFile file = file();
            file.execute(
                    "CREATE TABLE typed (at TEXT NOT NULL PRIMARY KEY, v " + type + ", empty " + type + ")",
                    "INSERT INTO typed (at, v) VALUES ('2026-01-01 00:00:00', " + literal + ")");
            Struct value = only(JdbcTasks.config(file, "typed", "at"));
            assertThat(value.schema().field("v").schema().type()).isEqualTo(kind);
            assertThat(value.get("v")).hasToString(expected);
            assertThat(value.get("empty")).isNull();
        }

        @Test
        void failsWhereACursorIsWrittenAnotherWay() {
            SqliteFile file = file();
            file.execute(
                    "CREATE TABLE logs (at TIMESTAMP NOT NULL, id INTEGER PRIMARY KEY)",
                    "CREATE INDEX by_time ON logs (at, id)",
                    "INSERT INTO logs VALUES ('2026-01-02 03:04:05.000001', 1), ('2026-01-02T03:04:06', 2)");
            try (RunningTasks tasks =
                    JdbcTasks.of(JdbcTasks.config(file, "logs", "at")).start(1)) {
                assertThatThrownBy(() -> tasks.drain(QUIET))
                        .hasMessageContaining("not written as those before it")
                        .hasMessageNotContaining("03:04")
                        .hasNoCause();
            }
        }

        @Test
        void failsWhereACursorHoldsValuesOfSeveralTypes() {
            SqliteFile file = file();
            file.execute(
                    "CREATE TABLE logs (at TIMESTAMP NOT NULL, id INTEGER PRIMARY KEY)",
                    "CREATE INDEX by_time ON logs (at, id)",
                    "INSERT INTO logs VALUES ('2026-01-02 03:04:05.000001', 1), (x'00', 2)");
            try (RunningTasks tasks =
                    JdbcTasks.of(JdbcTasks.config(file, "logs", "at")).start(1)) {
                assertThatThrownBy(() -> tasks.drain(QUIET))
                        .hasMessageContaining("several types")
                        .hasNoCause();
            }
        }

        @Test
        void failsWhenNumbersAreGivenAgain() {
            SqliteFile file = file();
            file.execute(
                    "CREATE TABLE logs (id INTEGER NOT NULL, body TEXT, PRIMARY KEY (id))",
                    "INSERT INTO logs (body) VALUES ('a'), ('b'), ('c')");
            try (RunningTasks tasks =
                    JdbcTasks.of(JdbcTasks.config(file, "logs", "id")).start(1)) {
                assertThat(tasks.pollUntil(rows -> rows.size() == 3, QUIET)).hasSize(3);
                file.execute("DELETE FROM logs WHERE id = 3");
                assertThatThrownBy(() -> tasks.drain(QUIET))
                        .hasMessageContaining("given again")
                        .hasNoCause();
            }
        }
    }

    private static Struct only(Map<String, String> config) {
        try (RunningTasks tasks = JdbcTasks.of(config).start(1)) {
            List<SourceRecord> rows = tasks.pollUntil(records -> records.size() == 1, QUIET);
            assertThat(rows).hasSize(1);
            return (Struct) rows.get(0).value();
        }
    }
}
