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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that are handed over once for each event they may give. */
@ExtendWith(EmbeddedServer.class)
class EventsPerRowIT {

    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final int EVENTS = 3;

    @Test
    void handsARowOverOnceForEachEventItsOwnLast(Database database) {
        // Given
        events(database, 5);
        try (TaskHarness harness = new TaskHarness(config(database)).start(1)) {
            // When
            List<SourceRecord> records = harness.pollUntil(found -> found.size() == 5 * EVENTS, QUIET);

            // Then
            for (int i = 0; i < records.size(); i++) {
                SourceRecord record = records.get(i);
                assertThat(header(record, GovHeaders.SOURCE_ORDINAL)).isEqualTo(Integer.toString((i + 1) % EVENTS));
                assertThat(header(record, GovHeaders.SOURCE_ORDINALS)).isEqualTo("3");
                assertThat(record.value())
                        .isSameAs(records.get(i / EVENTS * EVENTS).value());
            }
            assertThat(harness.keys()).hasSize(5 * EVENTS);
        }
    }

    @Test
    void saysNothingOfOrdinalsWhereRowsAreHandedOverOnce(Database database) {
        events(database, 2);
        Map<String, String> config = config(database);
        config.remove("source.events.per.row");
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            List<SourceRecord> records = harness.pollUntil(found -> found.size() == 2, QUIET);

            assertThat(records).hasSize(2).noneMatch(record -> GovHeaders.has(record.headers(), "gov.source.ordinal"));
        }
    }

    /** What Connect loses when it stops between two records of a row: nothing, wherever that is. */
    @Test
    void repeatsARowWhoseOwnEventWasNotDelivered(Database database) {
        // Given
        events(database, 4);
        for (int delivered = 1; delivered < 4 * EVENTS; delivered++) {
            try (TaskHarness harness = new TaskHarness(config(database)).start(1)) {
                List<SourceRecord> page = null;
                while (page == null) {
                    page = harness.pollOnce();
                }
                page.subList(0, delivered).forEach(harness::commit);

                // When
                harness.start(1).drain(Duration.ofMillis(700));

                // Then
                Set<String> handedOver = new HashSet<>();
                harness.delivered()
                        .forEach(record -> handedOver.add(header(record, GovHeaders.SOURCE_KEY) + "/"
                                + header(record, GovHeaders.SOURCE_ORDINAL)));
                assertThat(handedOver).as("after %d records", delivered).hasSize(4 * EVENTS);
                // the rows before are not repeated
                assertThat(harness.delivered()).hasSize(4 * EVENTS + delivered % EVENTS);
            }
        }
    }

    @Test
    void endsTransactionsWithAnEventThatEveryRowGives(Database database) {
        // Given
        events(database, 25);
        List<SourceRecord> boundaries = new ArrayList<>();
        Map<String, String> config = config(database);
        config.put("source.page.rows", "10");
        config.put("source.window", "365000d");
        try (TaskHarness harness = new TaskHarness(config)
                .with(SourceTaskRecordsIT.collecting(boundaries))
                .start(1)) {
            // When
            harness.pollUntil(records -> records.size() == 25 * EVENTS, QUIET);

            // Then
            assertThat(boundaries).hasSize(3).allMatch(record -> "0".equals(header(record, GovHeaders.SOURCE_ORDINAL)));
        }
    }

    @Test
    void quarantinesALargeRowOnce(Database database) {
        events(database, 1);
        database.execute(
                "INSERT INTO events (id, at, body) VALUES ('big', now() - interval '1 h', repeat('large ', 600))");
        Map<String, String> config = config(database);
        config.put("record.max.bytes", "2000");
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            List<SourceRecord> records = harness.pollUntil(found -> found.size() == EVENTS + 1, QUIET);

            assertThat(records)
                    .filteredOn(record -> record.topic().equals("rows.quarantine"))
                    .hasSize(1);
        }
    }

    private static Map<String, String> config(Database database) {
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        config.put("source.events.per.row", Integer.toString(EVENTS));
        config.put("source.window", "365000d");
        return config;
    }

    private static String header(SourceRecord record, String name) {
        return GovHeaders.text(record.headers(), name);
    }
}
