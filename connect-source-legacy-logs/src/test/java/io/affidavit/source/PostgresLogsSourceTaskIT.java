/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.identity.RowChecksum;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.EmbeddedServer.Database;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.TransactionContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The task against a real PostgreSQL: which rows it gives, once each, and what it stores of its place. */
@ExtendWith(EmbeddedServer.class)
class PostgresLogsSourceTaskIT {

    private static final Duration QUIET = Duration.ofSeconds(2);

    @ParameterizedTest(name = "key of type {0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "text;'k ' || i || ' \"ä\\'",
                "uuid;md5(i::text)::uuid",
                "bigint;i::bigint * 1000000007",
                "varchar(20);'K' || (i % 50) || chr(65 + i / 50)",
                "bytea;decode(lpad(to_hex(i), 8, '0'), 'hex')",
                "char(8);lpad(i::text, 6, 'x')",
            })
    void readsTiesLargerThanAPage(String type, String expression, Database database) {
        // Given 400 rows of one position
        database.execute(
                "CREATE TABLE ties (at timestamptz NOT NULL, id " + type + " PRIMARY KEY)",
                "CREATE INDEX ON ties (at, id)",
                "INSERT INTO ties SELECT '2026-01-02 03:04:05.123456+00', " + expression
                        + " FROM generate_series(1, 400) i");
        Map<String, String> config = TaskHarness.config(database, "ties", "at");
        config.put("source.page.rows", "7");
        // When a task reads them in pages of 7
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            harness.pollUntil(rows -> rows.size() == 400, QUIET);
            // Then each comes once
            assertThat(harness.keys()).hasSize(400).doesNotHaveDuplicates();
            assertThat(harness.drain(Duration.ofMillis(700))).isEmpty();
        }
    }

    @Test
    void readsCompositeKeysInTheDatabasesOwnOrder(Database database) {
        // Given keys whose order depends on a collation
        database.execute(
                "CREATE TABLE runs (at timestamp NOT NULL, run text COLLATE \"en-x-icu\", seq int, PRIMARY KEY (run, seq))",
                "CREATE INDEX ON runs (at, run, seq)",
                "INSERT INTO runs SELECT '2026-01-02', (ARRAY['a','B','ä','Z','é\"','_'])[1 + i % 6], i FROM generate_series(1, 300) i");
        Map<String, String> config = TaskHarness.config(database, "runs", "at");
        config.put("source.page.rows", "11");
        // When
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            harness.pollUntil(rows -> rows.size() == 300, QUIET);
            // Then
            assertThat(harness.keys())
                    .hasSize(300)
                    .doesNotHaveDuplicates()
                    .contains("[\"é\\\"\",4]".replace("4", "\"4\""));
        }
    }

    @Test
    void givesEachRowOnceWhereverItIsRestarted(Database database) {
        // Given rows over several windows, and every offset a first run would store
        events(database, 60);
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        config.put("source.page.rows", "4");
        config.put("source.lanes", "5");
        List<SourceRecord> all;
        try (TaskHarness first = new TaskHarness(config).start(1)) {
            all = first.pollUntil(rows -> rows.size() == 60, QUIET);
        }
        assertThat(all).hasSize(60);
        for (int stop = 0; stop < all.size(); stop += 3) {
            // When reading resumes after the first `stop` rows
            try (TaskHarness resumed = new TaskHarness(config)) {
                all.subList(0, stop).forEach(resumed::commit);
                int rest = all.size() - stop;
                resumed.start(1).pollUntil(rows -> rows.size() >= rest, QUIET);
                // Then the others come, once, and the checksums are those of an unbroken run
                assertThat(resumed.keys()).hasSize(60).doesNotHaveDuplicates();
                assertThat(total(resumed.offsets())).isEqualTo(checksum(all));
            }
        }
    }

    @Test
    void givesEachRowOnceWhenLanesMoveBetweenTasks(Database database) {
        // Given 3000 rows over 100 windows
        events(database, 3000);
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        config.put("source.page.rows", "20");
        config.put("source.lanes", "16");
        try (TaskHarness harness = new TaskHarness(config)) {
            // When the number of tasks changes while they read
            for (int tasks : new int[] {1, 4, 2, 7, 3}) {
                harness.start(tasks).pollUntil(rows -> rows.size() >= 400, QUIET);
            }
            harness.drain(QUIET);
            // Then
            assertThat(harness.keys()).hasSize(3000).doesNotHaveDuplicates();
            assertThat(total(harness.offsets())).isEqualTo(checksum(harness.delivered()));
        }
    }

    @Test
    void followsNewRows(Database database) {
        // Given a task that has read everything
        events(database, 10);
        try (TaskHarness harness = new TaskHarness(TaskHarness.config(database, "events", "at")).start(2)) {
            harness.pollUntil(rows -> rows.size() == 10, QUIET);
            // When rows are added, in this window and the next ones
            for (int i = 0; i < 5; i++) {
                database.execute("INSERT INTO events (id, at, body) VALUES ('new-" + i + "', clock_timestamp(), 'x')");
                harness.pollUntil(rows -> !rows.isEmpty(), QUIET);
            }
            // Then they follow
            assertThat(harness.keys()).hasSize(15).contains("new-0", "new-4");
        }
    }

    @Test
    void commitsATransactionAtTheLastRecordOfEveryPage(Database database) {
        // Given a worker with exactly-once support and connector-defined boundaries
        events(database, 25);
        List<SourceRecord> boundaries = new ArrayList<>();
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        config.put("source.page.rows", "10");
        config.put("source.window", "365000d");
        try (TaskHarness harness =
                new TaskHarness(config).with(collecting(boundaries)).start(1)) {
            // When
            List<SourceRecord> rows = harness.pollUntil(records -> records.size() == 25, QUIET);
            // Then
            assertThat(boundaries).containsExactly(rows.get(9), rows.get(19), rows.get(24));
        }
    }

    @Test
    void repeatsAnUncommittedPageWithTheSameHashesWithoutExactlyOnceSupport(Database database) {
        // Given a worker without transactions that dies before a page's offsets are stored
        events(database, 8);
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        List<SourceRecord> lost;
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            lost = harness.pollUntil(rows -> rows.size() == 8, QUIET);
        }
        // When another one starts
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            List<SourceRecord> again = harness.pollUntil(rows -> rows.size() == 8, QUIET);
            // Then the rows come again with the same identity
            assertThat(checksum(again)).isEqualTo(checksum(lost));
        }
    }

    @Test
    void quarantinesRowsTooLargeToSendByReference(Database database) {
        // Given a row of 3000 bytes among small ones
        events(database, 3);
        database.execute(
                "INSERT INTO events (id, at, body) VALUES ('big', now() - interval '1 h', repeat('secret-canary ', 300))");
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        config.put("record.max.bytes", "2000");
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            // When
            List<SourceRecord> rows = harness.pollUntil(records -> records.size() == 4, QUIET);
            // Then a reference without content goes to the quarantine topic, and reading goes on
            SourceRecord reference = rows.stream()
                    .filter(row -> row.topic().equals("rows.quarantine"))
                    .findFirst()
                    .orElseThrow();
            assertThat(rows).hasSize(4);
            assertThat(GovHeaders.text(reference.headers(), GovHeaders.REJECT_RULE))
                    .isEqualTo("record.max.bytes");
            assertThat(GovHeaders.has(reference.headers(), GovHeaders.CONTROL)).isTrue();
            Struct value = (Struct) reference.value();
            assertThat(value.getStruct("source").getString("key")).isEqualTo("big");
            assertThat(value.getInt64("size_bytes")).isGreaterThan(4000);
            assertThat(reference.toString()).doesNotContain("canary");
        }
    }

    @Test
    void keepsPagesWithinTheByteLimit(Database database) {
        // Given 40 rows of 100,000 characters
        events(database, 0);
        database.execute(
                "INSERT INTO events (id, at, body) SELECT i::text, now() - interval '2 h', repeat('x', 100000) FROM generate_series(1, 40) i");
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        config.put("source.page.bytes", "500000");
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            // When
            List<SourceRecord> page = null;
            while (page == null) {
                page = harness.pollOnce();
            }
            // Then
            assertThat(page).hasSize(5);
            page.forEach(harness::commit);
            harness.pollUntil(rows -> rows.size() == 35, QUIET);
            assertThat(harness.keys()).hasSize(40).doesNotHaveDuplicates();
        }
    }

    @Test
    void givesWallClockTimestampsAndTheSourceHeaders(Database database) {
        // Given a row of last year
        database.execute(
                "CREATE TABLE old (at timestamptz PRIMARY KEY, body text)",
                "INSERT INTO old VALUES ('2025-01-02 05:04:05.1+02', 'x')");
        long before = System.currentTimeMillis();
        try (TaskHarness harness = new TaskHarness(TaskHarness.config(database, "old", "at")).start(1)) {
            // When
            SourceRecord record =
                    harness.pollUntil(rows -> rows.size() == 1, QUIET).get(0);
            // Then
            assertThat(record.timestamp()).isBetween(before, System.currentTimeMillis());
            assertThat(GovHeaders.text(record.headers(), GovHeaders.SOURCE_POSITION))
                    .isEqualTo("2025-01-02T03:04:05.100000Z");
            assertThat(GovHeaders.text(record.headers(), GovHeaders.SOURCE_SYSTEM))
                    .isEqualTo("postgresql");
            assertThat(GovHeaders.text(record.headers(), GovHeaders.SOURCE_INSTANCE))
                    .isEqualTo(database.name());
            assertThat(GovHeaders.text(record.headers(), GovHeaders.SOURCE_ENTITY))
                    .isEqualTo("old");
            assertThat(GovHeaders.text(record.headers(), GovHeaders.SOURCE_ROW_HASH))
                    .hasSize(64);
            assertThat(GovHeaders.text(record.headers(), GovHeaders.SOURCE_KEY_ID))
                    .isEqualTo("default");
        }
    }

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
    void keepsToTheHashedColumnsWhenAColumnIsAdded(Database database) {
        // Given rows hashed over all columns there were
        events(database, 4);
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            RowChecksum before = checksum(harness.pollUntil(rows -> rows.size() == 4, QUIET));
            // When a column is added and the rows are read again
            database.execute("ALTER TABLE events ADD COLUMN extra text DEFAULT 'more'");
            Map<String, ?> pinned = harness.offsets().values().iterator().next();
            assertThat(pinned.get("columns")).isEqualTo("columns:id,at,body");
            config.put("source.hash.columns", "id,at,body");
            try (TaskHarness again = new TaskHarness(config).start(1)) {
                // Then no row looks revised, and the new column is there
                List<SourceRecord> rows = again.pollUntil(records -> records.size() == 4, QUIET);
                assertThat(checksum(rows)).isEqualTo(before);
                assertThat(((Struct) rows.get(0).value()).getString("extra")).isEqualTo("more");
            }
            // And a task that goes on keeps to the list
            database.execute("INSERT INTO events (id, at, body) VALUES ('late', now(), 'x')");
            config.remove("source.hash.columns");
            assertThat(harness.start(1).pollUntil(rows -> !rows.isEmpty(), QUIET))
                    .hasSize(1);
        }
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

    @Test
    void readsTheTableOfThePresetInWindowsThatSpreadOverLanes(Database database) {
        // Given a spend log of an older version, which lacks columns
        database.execute(
                "CREATE TABLE \"LiteLLM_SpendLogs\" (request_id text PRIMARY KEY, \"startTime\" timestamp(3) NOT NULL, "
                        + "model text, messages jsonb DEFAULT '{}', spend float8 DEFAULT 0)",
                "CREATE INDEX ON \"LiteLLM_SpendLogs\" (\"startTime\", request_id)",
                "INSERT INTO \"LiteLLM_SpendLogs\" SELECT 'r' || i, '2026-01-01'::timestamp + i * interval '7 min', 'gpt' FROM generate_series(1, 500) i");
        Map<String, String> config = TaskHarness.config(database, "", "");
        config.remove("source.table");
        config.remove("source.cursor.column");
        config.put("source.preset", "litellm");
        try (TaskHarness harness = new TaskHarness(config).start(3)) {
            // When
            List<SourceRecord> rows = harness.pollUntil(records -> records.size() == 500, QUIET);
            // Then
            assertThat(harness.keys()).hasSize(500).doesNotHaveDuplicates();
            assertThat(harness.offsets()).hasSize(59);
            assertThat(harness.offsets().values())
                    .allMatch(offset -> offset.get("columns").equals("litellm@1"));
            assertThat(rows.get(0).valueSchema().name()).isEqualTo("litellm.LiteLLM_SpendLogs");
        }
    }

    private static void events(Database database, int rows) {
        database.execute(
                "CREATE TABLE events (id text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), body text)",
                "CREATE INDEX ON events (at, id)",
                "INSERT INTO events SELECT i::text, '2026-01-01'::timestamptz + i * interval '2 min', 'body ' || i FROM generate_series(1, "
                        + rows + ") i");
    }

    private static RowChecksum checksum(List<SourceRecord> records) {
        RowChecksum checksum = new RowChecksum();
        for (SourceRecord record : records) {
            checksum.add(
                    GovHeaders.text(record.headers(), GovHeaders.SOURCE_KEY),
                    GovHeaders.text(record.headers(), GovHeaders.SOURCE_ROW_HASH));
        }
        return checksum;
    }

    private static RowChecksum total(Map<Map<String, ?>, Map<String, ?>> offsets) {
        RowChecksum total = new RowChecksum();
        for (Map<String, ?> offset : offsets.values()) {
            total.merge(RowChecksum.parse(offset.get("count") + ":" + offset.get("sum") + ":" + offset.get("xor")));
        }
        return total;
    }

    private static TransactionContext collecting(List<SourceRecord> boundaries) {
        return new TransactionContext() {
            @Override
            public void commitTransaction() {
                throw new AssertionError("boundaries are tied to records");
            }

            @Override
            public void commitTransaction(SourceRecord record) {
                boundaries.add(record);
            }

            @Override
            public void abortTransaction() {
                throw new AssertionError("nothing is aborted");
            }

            @Override
            public void abortTransaction(SourceRecord record) {
                throw new AssertionError("nothing is aborted");
            }
        };
    }
}
