/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.source.EmbeddedServer.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the connector refuses before anything runs, each fault at its key; and which offsets it lets through. */
@ExtendWith(EmbeddedServer.class)
class PostgresLogsSourceConnectorIT {

    private static final Duration QUIET = Duration.ofSeconds(2);

    private final PostgresLogsSourceConnector connector = new PostgresLogsSourceConnector();

    @Test
    void acceptsATableThatCanBeRead(Database database) {
        assertThat(faults(sound(database))).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1} is refused at {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "source.url|jdbc:postgresql://127.0.0.1:1/none|source.url|SQLState 08001",
                "source.url|jdbc:mysql://localhost/db|source.url|jdbc:postgresql://",
                "source.url|jdbc:postgresql://localhost/db?password=x|source.url|parameter password is not allowed",
                "source.url|jdbc:postgresql://localhost/db?socketFactory=x|source.url|not allowed",
                "source.user|nobody|source.user|The user is refused",
                "source.table|missing|source.table|Cannot find table missing",
                "source.table|Events|source.table|case-sensitive",
                "source.cursor.column|missing|source.cursor.column|Cannot find column missing",
                "source.cursor.column|maybe|source.cursor.column|may be null",
                "source.cursor.column|body|source.cursor.column|its type is text",
                "source.cursor.column|plain_number|source.cursor.column|no sequence of its own",
                "source.cursor.column|cached|source.cursor.column|CACHE",
                "source.cursor.column|updated|source.cursor.column|CREATE INDEX CONCURRENTLY",
                "source.key.columns|missing|source.key.columns|Cannot find column missing",
                "source.key.columns|maybe|source.key.columns|may be null",
                "source.key.columns|body|source.key.columns|no unique index",
                "source.hash.columns|id,missing|source.hash.columns|Cannot find column missing",
                "source.hash.key|c2hvcnQ=|source.hash.key|Base64 of at least 16",
                "source.time.zone|Europe/Berlin|source.time.zone|fixed offset",
                "source.bound|guess|source.bound|one of",
                "source.window|fast|source.window|duration",
                "source.preset|unknown|source.preset|litellm",
                "source.lanes|0|source.lanes|from 1",
                "source.quarantine.topic|rows|source.quarantine.topic|another topic",
                "source.tabel|x|source.tabel|Did you mean source.table?",
                "record.max.byte|x|record.max.byte|Did you mean record.max.bytes?",
            })
    void refusesEachFaultAtItsKey(String key, String value, String faultKey, String message, Database database) {
        Map<String, String> config = sound(database);
        config.put(key, value);
        Map<String, String> faults = faults(config);
        assertThat(faults).containsOnlyKeys(faultKey);
        assertThat(faults.get(faultKey)).contains(message);
    }

    @Test
    void refusesATableWithoutPrimaryKey(Database database) {
        database.execute("CREATE TABLE heap (at timestamptz NOT NULL, n int)", "CREATE INDEX ON heap (at)");
        Map<String, String> config = TaskHarness.config(database, "heap", "at");
        assertThat(faults(config)).containsOnlyKeys("source.key.columns");
    }

    @Test
    void refusesAnIndexThatLacksTheKey(Database database) {
        database.execute(
                "CREATE TABLE half (at timestamptz NOT NULL, id text PRIMARY KEY)", "CREATE INDEX ON half (at)");
        assertThat(faults(TaskHarness.config(database, "half", "at")).get("source.cursor.column"))
                .contains("no index gives that order")
                .contains("ON public.half (\"at\", \"id\")");
        database.execute("CREATE INDEX ON half (at, id)");
        assertThat(faults(TaskHarness.config(database, "half", "at"))).isEmpty();
    }

    @Test
    void acceptsAPartitionedTable(Database database) {
        database.execute(
                "CREATE TABLE parts (at timestamptz NOT NULL, id int, PRIMARY KEY (at, id)) PARTITION BY RANGE (at)",
                "CREATE TABLE p1 PARTITION OF parts FOR VALUES FROM ('2020-01-01') TO ('2026-01-01')",
                "CREATE TABLE p2 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2030-01-01')",
                "INSERT INTO parts SELECT '2025-12-31'::timestamptz + i * interval '1 h', i FROM generate_series(1, 48) i");
        Map<String, String> config = TaskHarness.config(database, "parts", "at");
        assertThat(faults(config)).isEmpty();
        try (TaskHarness harness = new TaskHarness(config).start(2)) {
            harness.pollUntil(rows -> rows.size() == 48, QUIET);
            assertThat(harness.keys()).hasSize(48).doesNotHaveDuplicates();
        }
    }

    @Test
    void refusesAMissingGrant(Database database) {
        Map<String, String> config = sound(database);
        reader(database, config);
        assertThat(faults(config).get("source.table")).contains("GRANT SELECT ON public.events");
        database.execute("GRANT SELECT ON events TO reader_" + database.name());
        assertThat(faults(config)).isEmpty();
    }

    @Test
    void refusesATableOfWhichAPolicyHidesRows(Database database) {
        // Given a table whose rows a reader may see
        Map<String, String> config = sound(database);
        reader(database, config);
        database.execute("GRANT SELECT ON events TO reader_" + database.name());
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            harness.pollUntil(rows -> rows.size() == 20, QUIET);
            // When a policy would hide some of those that come
            database.execute(
                    "ALTER TABLE events ENABLE ROW LEVEL SECURITY",
                    "CREATE POLICY own ON events FOR SELECT USING (body = 'mine')",
                    "INSERT INTO events VALUES ('hidden', now() - interval '1 minute', null, 'b')");
            // Then neither the task goes on, nor is another accepted, until the reader may pass it by
            assertThatThrownBy(() -> harness.drain(QUIET))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("BYPASSRLS");
            assertThat(faults(config)).containsOnlyKeys("source.table");
            assertThat(faults(config).get("source.table")).contains("BYPASSRLS");
            database.execute("ALTER ROLE reader_" + database.name() + " BYPASSRLS");
            assertThat(faults(config)).isEmpty();
        }
    }

    @Test
    void refusesTheHorizonWithoutTheGrantToSeeIt(Database database) {
        Map<String, String> config = sound(database);
        reader(database, config);
        database.execute("GRANT SELECT ON events TO reader_" + database.name());
        config.put("source.bound", "horizon");
        assertThat(faults(config)).containsOnlyKeys("source.bound");
        database.execute("GRANT pg_read_all_stats TO reader_" + database.name());
        assertThat(faults(config)).isEmpty();
    }

    @Test
    void refusesMoreTasksThanLanes(Database database) {
        Map<String, String> config = sound(database);
        config.put("source.lanes", "2");
        config.put("tasks.max", "3");
        assertThat(faults(config)).containsOnlyKeys("source.lanes");
    }

    @Test
    void refusesToGuessTheTable(Database database) {
        Map<String, String> config = sound(database);
        config.remove("source.table");
        config.remove("source.cursor.column");
        assertThat(faults(config)).containsOnlyKeys("source.table", "source.cursor.column");
    }

    @Test
    void refusesAWrongPasswordWithoutRepeatingIt(Database database) throws Exception {
        // Given a server that asks this user for a password
        Map<String, String> config = sound(database);
        reader(database, config);
        database.execute("GRANT SELECT ON events TO reader_" + database.name());
        requirePassword(database, "reader_" + database.name());
        assertThat(faults(config)).isEmpty();
        // When another one is given
        config.put("source.password", "secret-canary");
        // Then
        assertThat(faults(config)).containsOnlyKeys("source.password");
        assertThat(faults(config).toString()).contains("28P01").doesNotContain("canary");
    }

    @Test
    void acceptsOffsetsItWroteAndTheirRemoval(Database database) {
        Map<String, String> config = sound(database);
        Map<Map<String, ?>, Map<String, ?>> offsets = stored(config);
        assertThat(offsets).isNotEmpty();
        assertThat(connector.alterOffsets(config, offsets)).isTrue();
        offsets.replaceAll((partition, offset) -> null);
        assertThat(connector.alterOffsets(config, offsets)).isTrue();
    }

    @ParameterizedTest(name = "{0} set to {1}")
    @CsvSource({
        "v,3,v must be at most 2",
        "lanes,32,fixed once reading has begun",
        "width,7,must lie in the window",
        "window,5,must lie in the window",
        "cursor,yesterday,a UTC time with microseconds",
        "sum,xyz,16 hexadecimal digits",
        "rows,xyz,must be count:sum:xor",
        "unswept,xyz,must be as it was",
        "closed,1,Set closed to 0",
        "table,1,was replaced",
        "columns,columns:missing,Cannot find column missing",
    })
    void refusesOffsetsThatDoNotFit(String field, String value, String message, Database database) {
        Map<String, String> config = sound(database);
        Map<Map<String, ?>, Map<String, ?>> offsets = stored(config);
        Map.Entry<Map<String, ?>, Map<String, ?>> one =
                offsets.entrySet().iterator().next();
        Map<String, Object> altered = new LinkedHashMap<>(one.getValue());
        altered.put(field, altered.get(field) instanceof Long ? (Object) Long.valueOf(value) : value);
        assertThatThrownBy(() -> connector.alterOffsets(config, Map.of(one.getKey(), altered)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(message)
                .hasNoCause();
    }

    @Test
    void refusesOffsetsPastTheSafeBound(Database database) {
        // Given an offset of the right form, an hour ahead of the clock
        Map<String, String> config = sound(database);
        Map.Entry<Map<String, ?>, Map<String, ?>> one =
                stored(config).entrySet().iterator().next();
        Map<String, Object> ahead = new LinkedHashMap<>(one.getValue());
        long window = Math.floorDiv(System.currentTimeMillis(), 3_600_000L) + 1;
        ahead.put("window", window);
        ahead.put(
                "cursor",
                java.time.Instant.ofEpochSecond(window * 3600).toString().replace("Z", ".000000Z"));
        Map<String, Object> partition = new LinkedHashMap<>(one.getKey());
        partition.put("lane", window % 64);
        // Then
        assertThatThrownBy(() -> connector.alterOffsets(config, Map.of(partition, ahead)))
                .hasMessageContaining("safe bound");
        partition.put("lane", (window + 1) % 64);
        assertThatThrownBy(() -> connector.alterOffsets(config, Map.of(partition, ahead)))
                .hasMessageContaining("another lane");
    }

    @Test
    void refusesPartitionsOfAnotherTable(Database database) {
        Map<String, String> config = sound(database);
        Map<String, ?> foreign = Map.of("source", "x", "entity", "events", "lane", 1);
        assertThatThrownBy(() -> connector.alterOffsets(config, Collections.singletonMap(foreign, null)))
                .hasMessageContaining("not of this connector's table");
        assertThatThrownBy(() -> connector.alterOffsets(config, Collections.singletonMap(Map.of("a", 1), null)))
                .hasMessageContaining("must hold source, entity and lane");
    }

    @Test
    void givesEveryLaneToOneTask(Database database) {
        connector.start(sound(database));
        List<Map<String, String>> tasks = connector.taskConfigs(5);
        assertThat(tasks).hasSize(5);
        assertThat(tasks.stream()
                        .flatMap(task -> List.of(task.get("source.task.lanes").split(",")).stream()))
                .hasSize(64)
                .doesNotHaveDuplicates();
        assertThatCode(() -> connector.validate(tasks.get(0))).doesNotThrowAnyException();
    }

    private static Map<Map<String, ?>, Map<String, ?>> stored(Map<String, String> config) {
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            harness.pollUntil(rows -> rows.size() == 20, QUIET);
            return new HashMap<>(harness.offsets());
        }
    }

    private static void requirePassword(Database database, String role) throws Exception {
        try (Connection admin = database.connect();
                Statement statement = admin.createStatement();
                ResultSet row = statement.executeQuery("SHOW hba_file")) {
            row.next();
            Path file = Path.of(row.getString(1));
            String rule = "host all " + role + " 127.0.0.1/32 scram-sha-256\n";
            Files.writeString(file, rule + Files.readString(file));
        }
        database.execute("SELECT pg_reload_conf()", "SELECT pg_sleep(0.3)");
    }

    private static void reader(Database database, Map<String, String> config) {
        String role = "reader_" + database.name();
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'reader'");
        config.put("source.user", role);
        config.put("source.password", "reader");
    }

    private static Map<String, String> sound(Database database) {
        database.execute(
                "CREATE TABLE events (id text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), maybe timestamptz, "
                        + "body text NOT NULL, updated timestamptz NOT NULL DEFAULT now(), plain_number bigint NOT NULL DEFAULT 1, "
                        + "cached bigserial)",
                "ALTER SEQUENCE events_cached_seq CACHE 10",
                "CREATE INDEX ON events (at, id)",
                "INSERT INTO events SELECT i::text, now() - i * interval '1 h', null, 'b' FROM generate_series(1, 20) i");
        return TaskHarness.config(database, "events", "at");
    }

    private Map<String, String> faults(Map<String, String> config) {
        return connector.validate(config).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, value -> String.join(" ", value.errorMessages())));
    }
}
