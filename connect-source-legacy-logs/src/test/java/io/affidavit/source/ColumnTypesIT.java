/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.identity.KeyedHash;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.EmbeddedServer.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How columns of every kind of type arrive in records. */
@ExtendWith(EmbeddedServer.class)
class ColumnTypesIT {

    private static final Duration QUIET = Duration.ofSeconds(3);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "int2;-32768;INT16;-32768",
                "int4;2147483647;INT32;2147483647",
                "int8;-9223372036854775808;INT64;-9223372036854775808",
                "float4;1.1;FLOAT32;1.1",
                "float8;0.1;FLOAT64;0.1",
                "float8;NaN;FLOAT64;NaN",
                "float8;-Infinity;FLOAT64;-Infinity",
                "numeric;12345678901234567890.123456789012345678901234567890;STRING;12345678901234567890.123456789012345678901234567890",
                "numeric(10,2);NaN;STRING;NaN",
                "bool;true;BOOLEAN;true",
                "timestamptz;2026-01-02 03:04:05.123456+02;STRING;2026-01-02T01:04:05.123456Z",
                "timestamp;2026-01-02 03:04:05.000001;STRING;2026-01-02T03:04:05.000001Z",
                "timestamp;infinity;STRING;infinity",
                "timestamptz;0044-03-15 00:00:00+00 BC;STRING;-0043-03-15T00:00:00.000000Z",
                "date;2026-01-02;STRING;2026-01-02",
                "time;03:04:05.5;STRING;03:04:05.5",
                "interval;1 day 2 hours;STRING;P1DT2H",
                "jsonb;{\"b\": 1, \"a\": [null, \"é\"]};STRING;{\"a\": [null, \"é\"], \"b\": 1}",
                "json;{\"b\":1,  \"a\":2};STRING;{\"b\":1,  \"a\":2}",
                "uuid;A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11;STRING;a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "inet;10.0.0.1;STRING;10.0.0.1",
                "text;tab\tand ü😀;STRING;tab\tand ü😀",
                "int4[];{1,NULL,3};STRING;{1,NULL,3}",
                "mood;so so;STRING;so so",
                "short_text;domain;STRING;domain",
            })
    void keepsTheValueOfEveryType(String type, String literal, Schema.Type kind, String expected, Database database) {
        database.execute(
                "CREATE TYPE mood AS ENUM ('so so', 'fine')",
                "CREATE DOMAIN short_text AS text CHECK (length(value) < 20)",
                "CREATE TABLE typed (at timestamptz PRIMARY KEY, v " + type + ", nothing " + type + ")",
                "INSERT INTO typed VALUES ('2026-01-01', '" + literal + "')");
        Struct value = only(TaskHarness.config(database, "typed", "at"));
        assertThat(value.schema().field("v").schema().type()).isEqualTo(kind);
        assertThat(value.get("v")).hasToString(expected);
        assertThat(value.get("nothing")).isNull();
    }

    @Test
    void keepsBytesAndArraysOfText(Database database) {
        database.execute(
                "CREATE TABLE typed (at timestamptz PRIMARY KEY, b bytea, words text[], grid varchar[])",
                "INSERT INTO typed VALUES ('2026-01-01', '\\x00ff10', ARRAY['a', NULL, 'b,\"c'], ARRAY[['x','y'],['z','w']])");
        Struct value = only(TaskHarness.config(database, "typed", "at"));
        assertThat(value.getBytes("b")).containsExactly(0, 0xff, 0x10);
        assertThat(value.<String>getArray("words")).isEqualTo(Arrays.asList("a", null, "b,\"c"));
        assertThat(value.<String>getArray("grid")).containsExactly("x", "y", "z", "w");
    }

    @Test
    void readsTimesWithoutZoneInTheConfiguredOffset(Database database) {
        database.execute(
                "CREATE TABLE local (at timestamp PRIMARY KEY)",
                "INSERT INTO local VALUES ('2026-01-02 03:04:05.123456')");
        Map<String, String> config = TaskHarness.config(database, "local", "at");
        config.put("source.time.zone", "+02:00");
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            SourceRecord record =
                    harness.pollUntil(rows -> rows.size() == 1, QUIET).get(0);
            assertThat(GovHeaders.text(record.headers(), GovHeaders.SOURCE_POSITION))
                    .isEqualTo("2026-01-02T01:04:05.123456Z");
            assertThat(((Struct) record.value()).getString("at")).isEqualTo("2026-01-02T01:04:05.123456Z");
            // and goes on after it
            harness.stop();
            database.execute("INSERT INTO local VALUES ('2026-01-02 03:04:05.123457')");
            assertThat(harness.start(1).pollUntil(rows -> !rows.isEmpty(), QUIET))
                    .hasSize(1);
        }
    }

    @Test
    void readsRowsAtTheEdgesOfTime(Database database) {
        // Given rows before all times, long ago, far ahead and after all times
        database.execute(
                "CREATE TABLE edges (at timestamptz NOT NULL, id int PRIMARY KEY)",
                "CREATE INDEX ON edges (at, id)",
                "INSERT INTO edges VALUES ('-infinity', 1), ('-infinity', 2), ('4714-11-24 00:00:00+00 BC', 3), "
                        + "('1969-12-31 23:59:59.999999+00', 4), (now() - interval '1 h', 5), ('9999-12-31', 6), ('infinity', 7)");
        Map<String, String> config = TaskHarness.config(database, "edges", "at");
        config.put("source.page.rows", "1");
        try (TaskHarness harness = new TaskHarness(config).start(2)) {
            // When
            harness.drain(Duration.ofSeconds(2));
            // Then those of the past are read, and the others wait
            assertThat(harness.keys()).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
            assertThat(harness.start(3).drain(Duration.ofSeconds(1))).isEmpty();
        }
    }

    @Test
    void hashesTheSameWhateverTheClientsSettings(Database database) {
        // Given a database whose settings print values differently
        database.execute(
                "CREATE TABLE typed (at timestamptz PRIMARY KEY, f float8, b bytea, i interval, d date)",
                "INSERT INTO typed VALUES ('2026-01-01', 0.1, '\\x00ff', '1 day', '2026-02-03')");
        String before = hash(database);
        database.execute(
                "ALTER DATABASE " + database.name() + " SET datestyle = 'German, DMY'",
                "ALTER DATABASE " + database.name() + " SET timezone = 'Asia/Kathmandu'",
                "ALTER DATABASE " + database.name() + " SET bytea_output = 'escape'",
                "ALTER DATABASE " + database.name() + " SET intervalstyle = 'postgres_verbose'",
                "ALTER DATABASE " + database.name() + " SET extra_float_digits = 3");
        assertThat(hash(database)).isEqualTo(before);
    }

    @Test
    void hashesTheTextsThatTheServerWrites(Database database) throws SQLException {
        // Given columns of every way to come, one of a type that only its own schema's functions can write, in a schema
        // that
        // the user may not use; and a column called like a function that is asked for texts
        database.execute(
                "CREATE SCHEMA hidden",
                "CREATE TYPE hidden.odd",
                "CREATE FUNCTION hidden.odd_in(cstring) RETURNS hidden.odd AS 'textin' LANGUAGE internal STRICT IMMUTABLE",
                "CREATE FUNCTION hidden.odd_out(hidden.odd) RETURNS cstring AS 'textout' LANGUAGE internal STRICT IMMUTABLE",
                "CREATE TYPE hidden.odd (INPUT = hidden.odd_in, OUTPUT = hidden.odd_out, LIKE = text)",
                "CREATE TYPE mood AS ENUM ('so so', 'fine')",
                "CREATE TYPE pair AS (a int, b text)",
                "CREATE DOMAIN counter AS int8",
                "CREATE DOMAIN counters AS counter",
                "CREATE TABLE wide (id int8 NOT NULL, textin timestamptz NOT NULL, t text, vc varchar(20), c char(5), j json,"
                        + " jb jsonb, i2 int2, i4 int4, i8 int8, cn counter, cns counters, f4 float4, f8 float8, n numeric,"
                        + " b bool, ts timestamp, tz timestamptz, d date, tm time, iv interval, u uuid, ip inet, by bytea,"
                        + " ws text[], ints int4[], m mood, p pair, o hidden.odd, x xml, q \"char\", r int4range, last text,"
                        + " PRIMARY KEY (textin, id))",
                "INSERT INTO wide SELECT i, '2026-01-01'::timestamptz - i * interval '1 ms', 'é\t\\' || i, 'v', 'c ', '{\"a\":  1}',"
                        + " '{\"b\": [1, null], \"a\": \"\\t\"}', -i, i * 1000, i * 10000000000, i, i, i / 3.0, 1 / (i + 0.1), i / 7.0,"
                        + " i % 2 = 0, '2026-01-01'::timestamp - i * interval '99.000001 days', '0040-01-01 BC', '2026-01-01', '03:04:05.06',"
                        + " '1 day 2 hours', md5(i::text)::uuid, '10.0.0.1/8', '\\x00ff', ARRAY['a,', NULL, ''], '{1,NULL}',"
                        + " 'so so', ('(' || i || ',x y)')::pair, ('odd ' || i)::hidden.odd, '<a/>', 'z', '[1,5)', 'last' FROM generate_series(1, 200) i",
                "INSERT INTO wide (id, textin) VALUES (201, '2025-01-01')",
                "INSERT INTO wide (id, textin, ts, tz) VALUES (202, '2025-01-01', 'infinity', '-infinity')",
                "DO $$ BEGIN CREATE ROLE reader LOGIN PASSWORD 'reader'; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "GRANT SELECT ON wide TO reader");
        Map<String, String> config = TaskHarness.config(database, "wide", "textin");
        config.put("source.user", "reader");
        config.put("source.password", "reader");
        config.put("source.bound", "lag");
        config.put("source.page.rows", "50");
        // When
        Map<String, String> hashes = new HashMap<>();
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            for (SourceRecord record : harness.pollUntil(rows -> rows.size() == 202, QUIET)) {
                hashes.put(
                        GovHeaders.text(record.headers(), GovHeaders.SOURCE_KEY),
                        GovHeaders.text(record.headers(), GovHeaders.SOURCE_ROW_HASH));
            }
        }
        // Then
        assertThat(hashes).isEqualTo(expectedHashes(database, config.get("source.hash.key")));
    }

    /** By the driver's texts, times in UTC with microseconds. */
    private static Map<String, String> expectedHashes(Database database, String key) throws SQLException {
        KeyedHash hash = KeyedHash.ofBase64("k", key);
        Map<String, String> hashes = new HashMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'; SET IntervalStyle = 'iso_8601'; SET extra_float_digits = 1");
            try (ResultSet row = statement.executeQuery("TABLE wide")) {
                ResultSetMetaData columns = row.getMetaData();
                while (row.next()) {
                    List<String> names = new ArrayList<>();
                    List<String> texts = new ArrayList<>();
                    for (int column = 1; column <= columns.getColumnCount(); column++) {
                        String text = row.getString(column);
                        boolean time = columns.getColumnTypeName(column).startsWith("timestamp");
                        names.add(columns.getColumnName(column));
                        texts.add(time && text != null ? utc(text) : text);
                    }
                    texts.add(0, "columns:" + String.join(",", names));
                    hashes.put(JsonText.write(List.of(row.getString("textin"), row.getString("id"))), hash.hash(texts));
                }
            }
        }
        return hashes;
    }

    private static String utc(String text) {
        if (text.endsWith("infinity")) {
            return text;
        }
        if (text.endsWith(" BC")) {
            return "-0039-01-01T00:00:00.000000Z";
        }
        String[] parts = text.replace("+00", "").replace(' ', 'T').split("\\.");
        return parts[0] + "." + ((parts.length > 1 ? parts[1] : "") + "000000").substring(0, 6) + "Z";
    }

    private static String hash(Database database) {
        try (TaskHarness harness = new TaskHarness(TaskHarness.config(database, "typed", "at")).start(1)) {
            SourceRecord record =
                    harness.pollUntil(rows -> rows.size() == 1, QUIET).get(0);
            return GovHeaders.text(record.headers(), GovHeaders.SOURCE_ROW_HASH);
        }
    }

    private static Struct only(Map<String, String> config) {
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            List<SourceRecord> rows = new ArrayList<>(harness.pollUntil(records -> records.size() == 1, QUIET));
            assertThat(rows).hasSize(1);
            Struct value = (Struct) rows.get(0).value();
            for (Field field : value.schema().fields()) {
                assertThat(field.schema().isOptional()).isTrue();
            }
            return value;
        }
    }
}
