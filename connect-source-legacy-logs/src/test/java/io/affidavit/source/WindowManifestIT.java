/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static io.affidavit.source.EventRows.checksum;
import static io.affidavit.source.EventRows.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.EmbeddedServer.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Manifests of windows, and what sweeps of them find. */
@ExtendWith(EmbeddedServer.class)
class WindowManifestIT {

    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ROWS = 70;
    /** 70 rows, two minutes apart, the first at 00:02. */
    private static final int WINDOWS = 3;

    @Test
    void endsTheTransactionOfAWindowsLastPageWithItsManifest(Database database) {
        // Given
        events(database, ROWS);
        List<SourceRecord> boundaries = new ArrayList<>();
        try (TaskHarness harness = new TaskHarness(config(database))
                .with(SourceTaskRecordsIT.collecting(boundaries))
                .start(1)) {
            // When
            List<SourceRecord> records = harness.pollUntil(found -> found.size() == ROWS + WINDOWS, QUIET);

            // Then every window has one, after its rows, with exactly their checksum
            assertThat(records).hasSize(ROWS + WINDOWS);
            List<SourceRecord> manifests = manifests(records);
            assertThat(boundaries).containsAll(manifests);
            for (SourceRecord manifest : manifests) {
                Struct value = (Struct) manifest.value();
                List<SourceRecord> rows = rowsOf(records, value);
                assertThat(sums(value)).isEqualTo(checksum(rows).toString());
                assertThat(records.indexOf(manifest)).isEqualTo(records.indexOf(rows.get(rows.size() - 1)) + 1);
                assertThat(manifest.sourceOffset().get("closed")).isEqualTo(1L);
            }
        }
    }

    @Test
    void sendsTheSameManifestsWhereverItIsRestarted(Database database) {
        // Given every offset that an unbroken run would store
        events(database, ROWS);
        List<SourceRecord> all;
        try (TaskHarness first = new TaskHarness(config(database)).start(1)) {
            all = first.pollUntil(found -> found.size() == ROWS + WINDOWS, QUIET);
        }
        List<String> expected = texts(manifests(all));
        for (int stop = 0; stop < all.size(); stop += 4) {
            // When reading resumes after the first `stop` records
            try (TaskHarness resumed = new TaskHarness(config(database))) {
                all.subList(0, stop).forEach(resumed::commit);
                int rest = all.size() - stop;
                resumed.start(1).pollUntil(found -> found.size() >= rest, QUIET);
                // Then
                assertThat(resumed.delivered()).hasSize(ROWS + WINDOWS);
                assertThat(texts(manifests(resumed.delivered()))).isEqualTo(expected);
            }
        }
    }

    /** What Connect does with a record that a transform drops: it stores no offset of it. */
    @Test
    void losesNothingWhereATransformDropsManifests(Database database) {
        // Given a worker that drops manifests, and restarts after every four pages
        events(database, ROWS);
        try (TaskHarness harness = new TaskHarness(config(database))) {
            for (int restarts = 0; restarts < 6; restarts++) {
                harness.start(1);
                for (int pages = 0; pages < 4; pages++) {
                    // When
                    harness.pollPage().stream()
                            .filter(record -> !isManifest(record))
                            .forEach(harness::commit);
                }
            }
            // Then
            assertThat(harness.keys()).hasSize(ROWS).doesNotHaveDuplicates();
        }
    }

    @Test
    void losesNothingWhereATransformDropsTheLastRowOfAWindow(Database database) {
        // Given a worker that drops the row before each manifest, and restarts after every page
        events(database, ROWS);
        List<Object> dropped = new ArrayList<>();
        try (TaskHarness harness = new TaskHarness(config(database))) {
            for (int restarts = 0; restarts < 12; restarts++) {
                List<SourceRecord> page = harness.start(1).pollPage();
                for (int i = 0; i < page.size(); i++) {
                    if (i + 1 < page.size() && isManifest(page.get(i + 1))) {
                        dropped.add(page.get(i).key());
                    } else {
                        // When
                        harness.commit(page.get(i));
                    }
                }
            }
            // Then
            assertThat(dropped).isNotEmpty();
            assertThat(harness.delivered())
                    .filteredOn(record -> !isManifest(record))
                    .hasSize(ROWS - dropped.size());
            assertThat(manifests(harness.delivered())).hasSize(WINDOWS);
        }
    }

    @Test
    void deliversRowsThatWereWrittenTooLateOrChangedAfterwards(Database database) throws Exception {
        // Given windows that were read
        events(database, ROWS);
        Map<String, String> config = config(database);
        config.put("source.sweep.after", "2s,100000d");
        try (Metrics metrics = new Metrics();
                TaskHarness harness = new TaskHarness(config).with(metrics).start(1)) {
            harness.pollUntil(found -> found.size() == ROWS + WINDOWS, QUIET);
            // When by hand a row is written below the bound, one is corrected and one deleted
            database.execute(
                    "INSERT INTO events VALUES ('late', '2026-01-01 00:59:59+00', 'x')",
                    "UPDATE events SET body = 'corrected' WHERE id = '40'",
                    "DELETE FROM events WHERE id = '41'");
            List<SourceRecord> swept =
                    harness.pollUntil(found -> manifests(found).size() == WINDOWS, PATIENCE);
            // Then these two rows come, and no other
            assertThat(swept)
                    .filteredOn(record -> !isManifest(record))
                    .extracting(SourceRecord::key)
                    .containsExactlyInAnyOrder("late", "40");
            // And the manifests say so
            assertThat(manifests(swept))
                    .extracting(record ->
                            ((Struct) record.value()).getStruct("sweep").getString("result"))
                    .containsExactlyInAnyOrder("mismatch", "mismatch", "match");
            assertThat(value(metrics, "windows-mismatched")).isEqualTo(2);
            assertThat(value(metrics, "rows-reemitted")).isEqualTo(2);
            assertThat(value(metrics, "windows-swept")).isEqualTo(3);
            assertThat(value(metrics, "windows-closed")).isEqualTo(3);
            // And it is swept no more
            assertThat(harness.start(1).drain(Duration.ofSeconds(3))).isEmpty();
        }
    }

    /** Revisions are told by source columns alone: neither a column that was added nor another use of rows makes one. */
    @Test
    void givesNothingAgainWhenTheMappingOrTheTableGrows(Database database) {
        // Given
        events(database, ROWS);
        Map<String, String> config = config(database);
        config.put("source.sweep.after", "2s,100000d");
        try (TaskHarness harness = new TaskHarness(config).start(1)) {
            harness.pollUntil(found -> found.size() == ROWS + WINDOWS, QUIET);
            // When a column is added, and another mapping makes three events of a row
            database.execute("ALTER TABLE events ADD COLUMN extra text DEFAULT 'more'");
            config.put("source.events.per.row", "3");
            List<SourceRecord> swept =
                    harness.start(1).pollUntil(found -> manifests(found).size() == WINDOWS, PATIENCE);
            // Then
            assertThat(swept).hasSize(WINDOWS).allMatch(WindowManifestIT::isManifest);
        }
    }

    @Test
    void sweepsNothingWhereThatIsOff(Database database) throws Exception {
        events(database, ROWS);
        Map<String, String> config = config(database);
        config.put("source.sweep.after", "");
        try (Metrics metrics = new Metrics();
                TaskHarness harness = new TaskHarness(config).with(metrics).start(1)) {
            harness.pollUntil(found -> found.size() == ROWS + WINDOWS, QUIET);
            assertThat(harness.drain(Duration.ofSeconds(1))).isEmpty();
            assertThat(value(metrics, "windows-swept")).isZero();
            assertThat(harness.offsets().values())
                    .allMatch(offset -> offset.get("unswept").equals(""));
        }
    }

    private static Map<String, String> config(Database database) {
        Map<String, String> config = TaskHarness.config(database, "events", "at");
        config.put("source.page.rows", "10");
        config.put("source.manifest.topic", "manifests");
        config.put("source.sweep.after", "100000d");
        return config;
    }

    private static boolean isManifest(SourceRecord record) {
        return "window-manifest".equals(GovHeaders.text(record.headers(), GovHeaders.CONTROL));
    }

    private static List<SourceRecord> manifests(List<SourceRecord> records) {
        return records.stream().filter(WindowManifestIT::isManifest).toList();
    }

    private static List<SourceRecord> rowsOf(List<SourceRecord> records, Struct manifest) {
        return records.stream()
                .filter(record -> !isManifest(record))
                .filter(record -> {
                    String position = GovHeaders.text(record.headers(), GovHeaders.SOURCE_POSITION);
                    return position.compareTo(manifest.getString("from")) >= 0
                            && position.compareTo(manifest.getString("before")) < 0;
                })
                .toList();
    }

    private static String sums(Struct manifest) {
        return manifest.getInt64("count") + ":" + manifest.getString("sum") + ":" + manifest.getString("xor");
    }

    private static List<String> texts(List<SourceRecord> manifests) {
        return manifests.stream()
                .map(record -> record.key() + " " + sums((Struct) record.value()))
                .sorted()
                .collect(Collectors.toList());
    }

    private static double value(Metrics metrics, String name) {
        return metrics.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .findFirst()
                .orElseThrow();
    }
}
