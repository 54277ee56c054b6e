/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static io.affidavit.source.EventRows.checksum;
import static io.affidavit.source.EventRows.events;
import static io.affidavit.source.EventRows.total;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.identity.RowChecksum;
import io.affidavit.source.EmbeddedServer.Database;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
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
}
