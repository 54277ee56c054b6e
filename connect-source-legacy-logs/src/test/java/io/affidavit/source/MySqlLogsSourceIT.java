/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.contract.RunningTasks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MySQL has of its own: types, what it tells of its tables, and what is refused. */
@ExtendWith(MySqlServer.class)
class MySqlLogsSourceIT {

    private static final Duration QUIET = Duration.ofSeconds(3);

    @ParameterizedTest(name = "{0}={1} is refused at {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "source.url|jdbc:mysql://127.0.0.1:1/none|source.url|cannot be reached",
                "source.url|jdbc:mysql://localhost/db?autoDeserialize=true|source.url|not allowed",
                "source.user|nobody|source.user|The user or password is refused",
                "source.password|secret-canary|source.user|error 1045",
                "source.table|missing|source.table|Cannot find table missing",
                "source.cursor.column|changed|source.cursor.column|changes whenever its row does",
                "source.cursor.column|other|source.cursor.column|Run: CREATE INDEX affidavit_cursor ON `logs` (`other`, `id`);",
                "source.bound|horizon|source.bound|the horizon needs MariaDB",
            })
    void refusesEachFaultAtItsKey(String key, String value, String faultKey, String message, InnoDbDatabase database) {
        Map<String, String> config = sound(database);
        assertThat(faults(config)).isEmpty();
        config.put(key, value);
        Map<String, String> faults = faults(config);
        assertThat(faults).containsOnlyKeys(faultKey);
        assertThat(faults.get(faultKey)).contains(message).doesNotContain("canary");
    }

    @Test
    void namesWhereRowsCameFromAndReadsWithoutThePrivilegeToSeeTables(InnoDbDatabase database) {
        // Given a user that may read the table alone
        Map<String, String> config = sound(database);
        database.execute(
                "CREATE USER reader@localhost IDENTIFIED BY 'reader'",
                "GRANT SELECT ON logs TO reader@localhost",
                "INSERT INTO logs (id, body) VALUES ('a', 'x')");
        config.put("source.user", "reader");
        config.put("source.password", "reader");
        assertThat(faults(config)).isEmpty();
        try (RunningTasks tasks = JdbcTasks.of(config).start(1)) {
            // When
            List<SourceRecord> rows = tasks.pollUntil(records -> records.size() == 1, QUIET);
            // Then
            assertThat(GovHeaders.text(rows.get(0).headers(), GovHeaders.SOURCE_SYSTEM))
                    .isEqualTo("mysql");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "tinyint(1);1;INT16;1",
                "bigint unsigned;18446744073709551615;STRING;18446744073709551615",
                "float;1.1;FLOAT32;1.1",
                "float;16777217;FLOAT32;1.6777216E7",
                "double;1e-300;FLOAT64;1.0E-300",
                "decimal(40,10);123456789012345678901234567890.0123456789;STRING;123456789012345678901234567890.0123456789",
                "bit(64);b'1';STRING;1",
                "datetime(6);'2026-01-02 03:04:05.000001';STRING;2026-01-02T03:04:05.000001Z",
                "datetime;'0000-00-00 00:00:00';STRING;0000-00-00 00:00:00",
                "timestamp(3) NULL;'2026-01-02 03:04:05.123';STRING;2026-01-02T03:04:05.123000Z",
                "time(3);'-03:04:05.5';STRING;-03:04:05.500",
                "year;2026;STRING;2026",
                "enum('so so','fine');'fine';STRING;fine",
                "longtext;'tab\tand ü😀';STRING;tab\tand ü😀",
            })
    void keepsTheValueOfEveryType(
            String type, String literal, Schema.Type kind, String expected, InnoDbDatabase database) {
        String optional = type.endsWith("NULL") ? type : type + " NULL";
        database.execute(
                "SET SESSION sql_mode = '', time_zone = '+00:00'",
                "CREATE TABLE typed (at datetime(6) PRIMARY KEY, v " + optional + ", `empty` " + optional + ")",
                "INSERT INTO typed (at, v) VALUES ('2026-01-01', " + literal + ")");
        Struct value = only(JdbcTasks.config(database, "typed", "at"));
        assertThat(value.schema().field("v").schema().type()).isEqualTo(kind);
        assertThat(value.get("v")).hasToString(expected);
        assertThat(value.get("empty")).isNull();
    }

    @Test
    void keepsJsonAsTheServerWritesIt(InnoDbDatabase database) throws SQLException {
        String table = "CREATE TABLE typed (at datetime(6) PRIMARY KEY, v json)";
        if (versionOf(database) < 8) {
            assertThatThrownBy(() -> database.execute(table)).hasMessageContaining("json");
            return;
        }
        database.execute(table, "INSERT INTO typed (at, v) VALUES ('2026-01-01', '{\"b\": 1, \"a\": [null, \"é\"]}')");
        Struct value = only(JdbcTasks.config(database, "typed", "at"));
        assertThat(value.getString("v")).isEqualTo("{\"a\": [null, \"é\"], \"b\": 1}");
    }

    @Test
    void keepsBytes(InnoDbDatabase database) {
        database.execute(
                "CREATE TABLE typed (at datetime PRIMARY KEY, b blob, f binary(3), p point)",
                "INSERT INTO typed VALUES ('2026-01-01', x'00ff10', x'0102', NULL)");
        Struct value = only(JdbcTasks.config(database, "typed", "at"));
        assertThat(value.getBytes("b")).containsExactly(0, 0xff, 0x10);
        assertThat(value.getBytes("f")).containsExactly(1, 2, 0);
        assertThat(value.schema().field("p").schema().type()).isEqualTo(Schema.Type.BYTES);
    }

    private static int versionOf(InnoDbDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        }
    }

    private static Struct only(Map<String, String> config) {
        try (RunningTasks tasks = JdbcTasks.of(config).start(1)) {
            List<SourceRecord> rows = tasks.pollUntil(records -> records.size() == 1, QUIET);
            assertThat(rows).hasSize(1);
            return (Struct) rows.get(0).value();
        }
    }

    private static Map<String, String> sound(InnoDbDatabase database) {
        database.execute(
                "CREATE TABLE logs (id varchar(40) PRIMARY KEY, at timestamp(6) NOT NULL DEFAULT current_timestamp(6), "
                        + "body varchar(50) NOT NULL, other datetime NOT NULL DEFAULT current_timestamp, "
                        + "changed timestamp NOT NULL DEFAULT current_timestamp ON UPDATE current_timestamp, "
                        + "KEY by_time (at), KEY by_change (changed))");
        return JdbcTasks.config(database, "logs", "at");
    }

    private static Map<String, String> faults(Map<String, String> config) {
        return new JdbcLogsSourceConnector()
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, value -> String.join(" ", value.errorMessages())));
    }
}
