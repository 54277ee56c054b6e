/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static io.affidavit.source.EventRows.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.EmbeddedServer.Database;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A table whose columns, rows and cursors change while it is read. */
@ExtendWith(EmbeddedServer.class)
class ChangingTableIT {

    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void readsOnWhenAColumnIsAdded(Database database) {
        // Given a task in the middle of a table
        events(database, 300);
        try (TaskHarness harness = new TaskHarness(config(database)).start(1)) {
            harness.pollUntil(rows -> rows.size() >= 60, QUIET);
            // When
            database.execute(
                    "ALTER TABLE events ADD COLUMN extra text DEFAULT 'more'",
                    "INSERT INTO events (id, at, body) VALUES ('new', now() - interval '1 h', 'x')");
            harness.pollUntil(rows -> harness.keys().contains("new"), PATIENCE);
            // Then nothing is lost, and the column comes with the next start
            assertThat(harness.keys()).hasSize(301).doesNotHaveDuplicates();
            database.execute("INSERT INTO events (id, at, body) VALUES ('last', now(), 'x')");
            SourceRecord last = harness.start(1)
                    .pollUntil(rows -> !rows.isEmpty(), PATIENCE)
                    .get(0);
            assertThat(((Struct) last.value()).getString("extra")).isEqualTo("more");
        }
    }

    @Test
    void failsClearlyWhenAColumnIsRetypedAndReadsOnWhenRestarted(Database database) {
        // Given
        events(database, 300);
        try (TaskHarness harness = new TaskHarness(config(database)).start(1)) {
            harness.pollUntil(rows -> rows.size() >= 60, QUIET);
            // When
            database.execute("ALTER TABLE events ALTER COLUMN body TYPE bytea USING convert_to(body, 'UTF8')");
            // Then either the rest was already fetched as it was, or the task says what to do
            try {
                harness.drain(QUIET);
            } catch (ConnectException e) {
                assertThat(e).hasMessageContaining("Restart the connector").hasNoCause();
            }
            harness.start(1).drain(QUIET);
            assertThat(harness.keys()).hasSize(300).doesNotHaveDuplicates();
        }
    }

    @Test
    void failsClearlyWhenAColumnIsDropped(Database database) {
        events(database, 3000);
        try (TaskHarness harness = new TaskHarness(config(database)).start(1)) {
            harness.pollUntil(rows -> rows.size() >= 60, QUIET);
            Map<?, ?> offsets = Map.copyOf(harness.offsets());
            assertThat(offsets).isNotEmpty();
            database.execute("ALTER TABLE events DROP COLUMN body");
            assertThatThrownBy(() -> harness.drain(PATIENCE))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("SQLState 42703")
                    .hasNoCause();
        }
    }

    @Test
    void deliversWhatIsLeftWhenRetentionDeletesUnderIt(Database database) {
        // Given a retention that deletes the oldest rows while they are read
        events(database, 3000);
        Map<String, String> config = config(database);
        config.put("source.manifest.topic", "manifests");
        try (TaskHarness harness = new TaskHarness(config).start(2)) {
            for (int batch = 1; batch <= 10; batch++) {
                harness.pollUntil(rows -> rows.size() >= 60, QUIET);
                // When
                database.execute("DELETE FROM events WHERE id::int <= " + batch * 150);
                if (batch == 5) {
                    harness.start(1);
                }
            }
            harness.drain(QUIET);
            // Then every row it left came, and none twice
            List<String> keys = harness.delivered().stream()
                    .filter(record -> record.topic().equals("rows"))
                    .map(record -> GovHeaders.text(record.headers(), GovHeaders.SOURCE_KEY))
                    .toList();
            assertThat(keys)
                    .doesNotHaveDuplicates()
                    .containsAll(IntStream.rangeClosed(1501, 3000)
                            .mapToObj(Integer::toString)
                            .toList());
            // And each window it read from has a manifest of what was read, deleted since or not
            long counted = harness.delivered().stream()
                    .filter(record -> record.topic().equals("manifests"))
                    .mapToLong(record -> ((Struct) record.value()).getInt64("count"))
                    .sum();
            assertThat(counted).isEqualTo(keys.size());
        }
    }

    @Test
    void findsRowsThatMoveAcrossTheHandOffBetweenOldAndNew(Database database) {
        // Given a task that has read the old half of a table and follows the new one
        events(database, 60);
        database.execute(
                "INSERT INTO events SELECT 'ahead ' || i, now() + i * interval '300 ms', 'x' FROM generate_series(1, 20) i");
        Map<String, String> config = config(database);
        config.put("source.sweep.after", "3s,100000d");
        config.put("source.window", "1s");
        config.put("source.lanes", "4096");
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            harness.pollUntil(rows -> rows.size() >= 62, PATIENCE);
            // When rows move from new to old, and from old to new
            database.execute(
                    "UPDATE events SET at = '2026-01-01 00:02:00.5+00' WHERE id = 'ahead 19'",
                    "UPDATE events SET at = now() + interval '2 s' WHERE id = '30'");
            harness.pollUntil(rows -> Set.copyOf(harness.keys()).size() == 80, PATIENCE);
            harness.drain(QUIET);
            // Then each came, and the one that was read on both sides came as two states of one row
            Map<String, Set<String>> hashes = harness.delivered().stream()
                    .collect(Collectors.groupingBy(
                            record -> GovHeaders.text(record.headers(), GovHeaders.SOURCE_KEY),
                            Collectors.mapping(
                                    record -> GovHeaders.text(record.headers(), GovHeaders.SOURCE_ROW_HASH),
                                    Collectors.toCollection(HashSet::new))));
            assertThat(hashes).hasSize(80);
            assertThat(hashes.get("30")).hasSize(2);
            assertThat(hashes.get("ahead 19")).hasSize(1);
            assertThat(harness.delivered()).hasSize(81);
        }
    }

    private static Map<String, String> config(Database database) {
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        config.put("source.page.rows", "20");
        return config;
    }
}
