/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static io.affidavit.source.EventRows.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.EmbeddedServer.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.TransactionContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the records of a page look like, and where pages end. */
@ExtendWith(EmbeddedServer.class)
class SourceTaskRecordsIT {

    private static final Duration QUIET = Duration.ofSeconds(2);

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

    static TransactionContext collecting(List<SourceRecord> boundaries) {
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
