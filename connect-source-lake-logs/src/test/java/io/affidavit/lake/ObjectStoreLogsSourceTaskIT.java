/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.contract.RunningTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The task on files of a directory: what it gives, and what it does where files are damaged, deleted or overwritten. */
class ObjectStoreLogsSourceTaskIT {

    private static final Duration QUIET = Duration.ofSeconds(2);

    @TempDir
    private Path parent;

    private Path root;
    private Map<String, String> config;

    @BeforeEach
    void directory() throws IOException {
        root = Files.createDirectory(parent.resolve("logs"));
        config = LocalObjects.config(root);
        config.put("source.time.pattern", LogFiles.HOURS);
        config.put("source.page.rows", "7");
    }

    @Test
    void givesEachRowOnceWhereverItIsRestarted() throws Exception {
        // Given files of three hours, an hour with more rows than a page, in all packings
        LogFiles.put(root, "2026/01/02/03/b.jsonl.gz", LogFiles.lines("b", 20));
        LogFiles.put(root, "2026/01/02/03/a.jsonl", LogFiles.lines("a", 9));
        LogFiles.put(root, "2026/01/02/04/a.jsonl.zst", LogFiles.lines("c", 11));
        LogFiles.put(root, "2026/01/02/07/empty.jsonl", "");
        LogFiles.put(root, "2026/01/02/07/x.json.gz", "[{\"id\":\"x\"},{\"id\":\"y\"}]");
        LogFiles.put(root, "2026/01/02/03/_SUCCESS", "");
        LogFiles.put(root, "readme.txt", "not a log");
        List<SourceRecord> all;
        try (RunningTasks first = tasks().start(1)) {
            all = first.pollUntil(rows -> rows.size() == 42, QUIET);
        }
        assertThat(all).hasSize(42);
        assertThat(all.get(0).key()).isEqualTo("2026/01/02/03/a.jsonl#000000000000");
        for (int stop = 0; stop < all.size(); stop += 5) {
            // When reading resumes after the first `stop` rows, by two tasks
            try (RunningTasks resumed = tasks()) {
                all.subList(0, stop).forEach(resumed::commit);
                int rest = all.size() - stop;
                resumed.start(2).pollUntil(rows -> rows.size() >= rest, QUIET);
                // Then the others come, once, the same as before
                assertThat(resumed.keys()).hasSize(42).doesNotHaveDuplicates();
                assertThat(hashes(resumed.delivered())).isEqualTo(hashes(all));
            }
        }
    }

    @Test
    void readsLargerPagesOfOneOpenFile() throws Exception {
        LogFiles.put(root, "2026/01/02/03/a.jsonl.gz", LogFiles.lines("a", 5000));
        try (RunningTasks tasks = tasks().start(1)) {
            tasks.pollUntil(rows -> rows.size() == 5000, QUIET);
            assertThat(tasks.keys()).hasSize(5000).doesNotHaveDuplicates().isSorted();
        }
    }

    @Test
    void failsAtAFileThatEndsEarlyAfterItsGoodRows() throws Exception {
        // Given a file that was cut off, between others
        LogFiles.put(root, "2026/01/02/03/a.jsonl", LogFiles.lines("a", 3));
        byte[] whole = LogFiles.gzip(LogFiles.lines("b", 500));
        LogFiles.put(root, "2026/01/02/03/b.jsonl.gz", Arrays.copyOf(whole, whole.length - 9));
        LogFiles.put(root, "2026/01/02/03/c.jsonl", LogFiles.lines("c", 3));
        try (RunningTasks tasks = tasks().start(1)) {
            // When, then
            assertThatThrownBy(() -> tasks.drain(QUIET))
                    .isInstanceOf(ConnectException.class)
                    .hasNoCause()
                    .hasMessageContainingAll("2026/01/02/03/b.jsonl.gz", "source.on.bad.object=quarantine")
                    .hasMessageNotContaining("canary");
            assertThat(tasks.keys()).anyMatch(key -> key.startsWith("2026/01/02/03/a"));
            assertThat(tasks.keys()).noneMatch(key -> key.startsWith("2026/01/02/03/c"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "json"})
    void quarantinesTheRestOfADamagedFileByReference(String damage) throws Exception {
        // Given a damaged file between others
        LogFiles.put(root, "2026/01/02/03/a.jsonl", LogFiles.lines("a", 3));
        if (damage.equals("gzip")) {
            byte[] whole = LogFiles.gzip(LogFiles.lines("b", 20));
            LogFiles.put(root, "2026/01/02/03/b.jsonl.gz", Arrays.copyOf(whole, whole.length - 9));
        } else {
            LogFiles.put(
                    root,
                    "2026/01/02/03/b.jsonl",
                    LogFiles.lines("b", 5) + "{\"id\": canary\n" + LogFiles.lines("d", 5));
        }
        LogFiles.put(root, "2026/01/02/03/c.jsonl", LogFiles.lines("c", 3));
        config.put("source.on.bad.object", "quarantine");
        try (Metrics metrics = new Metrics();
                RunningTasks tasks = tasks().with(metrics).start(1)) {
            // When
            tasks.drain(QUIET);
            // Then one reference stands for what is missing, and the rest came
            List<SourceRecord> references = tasks.delivered().stream()
                    .filter(record -> record.topic().equals("rows.quarantine"))
                    .toList();
            assertThat(references).singleElement().satisfies(record -> {
                assertThat(record.key().toString())
                        .startsWith("2026/01/02/03/b.json")
                        .endsWith("#999999999999");
                assertThat(GovHeaders.text(record.headers(), GovHeaders.REJECT_RULE))
                        .isEqualTo("source.on.bad.object");
                assertThat(record.toString()).doesNotContain("canary");
            });
            assertThat(tasks.keys())
                    .contains("2026/01/02/03/a.jsonl#000000000002", "2026/01/02/03/c.jsonl#000000000002");
            assertThat(value(metrics, "quarantined")).isEqualTo(1);
            // And a restart does not repeat it
            int before = tasks.delivered().size();
            tasks.start(1).drain(QUIET);
            assertThat(tasks.delivered()).hasSize(before);
        }
    }

    @Test
    void goesOnWhereRetentionDeletesFiles() throws Exception {
        // Given a task that has read a part of the first of three files
        for (String name : List.of("a", "b", "c")) {
            LogFiles.put(root, "2026/01/02/03/" + name + ".jsonl", LogFiles.lines(name, 20));
        }
        List<SourceRecord> first;
        try (RunningTasks tasks = tasks().start(1)) {
            first = tasks.pollUntil(rows -> rows.size() >= 7, QUIET);
        }
        // When that one and the next are deleted, and it restarts
        Files.delete(root.resolve("2026/01/02/03/a.jsonl"));
        Files.delete(root.resolve("2026/01/02/03/b.jsonl"));
        try (Metrics metrics = new Metrics();
                RunningTasks tasks = tasks().with(metrics)) {
            first.subList(0, 7).forEach(tasks::commit);
            List<SourceRecord> rest = tasks.start(1).drain(QUIET);
            // Then the others follow, and the loss is counted
            assertThat(rest).hasSize(20).allMatch(row -> row.key().toString().startsWith("2026/01/02/03/c"));
            assertThat(value(metrics, "deleted-at-source")).isEqualTo(1);
        }
    }

    @Test
    void failsWhereAFileIsOverwrittenWhileItIsRead() throws Exception {
        // Given a file larger than what is read ahead
        LogFiles.put(root, "2026/01/02/03/a.jsonl", LogFiles.lines("a", 60_000));
        try (RunningTasks tasks = tasks().start(1)) {
            tasks.pollUntil(rows -> rows.size() >= 7, QUIET);
            // When
            LogFiles.put(root, "2026/01/02/03/a.jsonl", LogFiles.lines("other", 60_001));
            // Then
            assertThatThrownBy(() -> tasks.drain(QUIET))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll("2026/01/02/03/a.jsonl", "overwritten")
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void countsFilesThatLandAfterTheirPeriodWasRead() throws Exception {
        // Given a task that follows periods of a second
        config.put("source.time.pattern", "{yyyy}/{MM}/{dd}/{HH}/{mm}/{ss}/");
        config.put("source.lag", "1s");
        LogFiles.put(root, "2026/01/02/03/04/05/a.jsonl", LogFiles.lines("a", 2));
        try (Metrics metrics = new Metrics();
                RunningTasks tasks = tasks().with(metrics).start(1)) {
            tasks.pollUntil(rows -> rows.size() == 2, QUIET);
            assertThat(value(metrics, "late-objects")).isZero();
            // When a file lands in the one it has read
            LogFiles.put(root, "2026/01/02/03/04/05/b.jsonl", LogFiles.lines("b", 2));
            tasks.drain(Duration.ofSeconds(4));
            // Then it is counted, once, and not read
            assertThat(value(metrics, "late-objects")).isEqualTo(1);
            assertThat(tasks.keys()).hasSize(2);
        }
    }

    @Test
    void sendsLateFilesByTheNextSweep() throws Exception {
        // Given a task that has closed the window of a file written just now, and sweeps it soon
        config.put("source.time.pattern", "{yyyy}/{MM}/{dd}/{HH}/{mm}/{ss}/");
        config.put("source.lag", "1s");
        config.put("source.window", "1s");
        config.put("source.sweep.after", "4s");
        String second = DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/mm/ss/")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        LogFiles.put(root, second + "b.jsonl", LogFiles.lines("b", 20));
        try (RunningTasks tasks = tasks().start(1)) {
            tasks.pollUntil(rows -> rows.size() == 20, Duration.ofSeconds(8));
            // When another lands there
            LogFiles.put(root, second + "a.jsonl", LogFiles.lines("a", 9));
            tasks.drain(Duration.ofSeconds(8));
            // Then its rows come too, and those of the first do not come again
            assertThat(tasks.keys()).hasSize(29).doesNotHaveDuplicates();
        }
    }

    @Test
    void readsLargeRowsByReferenceOnly() throws Exception {
        LogFiles.put(root, "2026/01/02/03/a.jsonl", "{\"id\":1,\"text\":\"" + "x".repeat(5000) + "\"}\n{\"id\":2}\n");
        config.put("record.max.bytes", "1000");
        try (RunningTasks tasks = tasks().start(1)) {
            tasks.drain(QUIET);
            assertThat(tasks.delivered()).extracting(SourceRecord::topic).containsExactly("rows.quarantine", "rows");
        }
    }

    @Test
    void keepsToTheTimeOfWritingWithoutAPattern() throws Exception {
        // Given files whose names are in another order than their times
        config.remove("source.time.pattern");
        for (int i = 0; i < 30; i++) {
            Path file = LogFiles.put(root, "dir" + i % 3 + "/f" + (29 - i) + ".jsonl", LogFiles.lines("f" + i, 2));
            Files.setLastModifiedTime(
                    file, FileTime.from(Instant.parse("2026-01-02T00:00:00Z").plusSeconds(i * 600L)));
        }
        try (RunningTasks tasks = tasks().start(1)) {
            // When
            tasks.pollUntil(rows -> rows.size() == 60, QUIET);
            // Then they come by time
            assertThat(tasks.delivered().stream().map(row -> String.valueOf(((Map<?, ?>) row.value()).get("id"))))
                    .startsWith("f0-0", "f0-1", "f1-0", "f1-1")
                    .endsWith("f29-0", "f29-1")
                    .hasSize(60);
            assertThat(new HashSet<>(tasks.keys())).hasSize(60);
        }
    }

    @Test
    void readsBedrocksLayout() throws Exception {
        // Given what Bedrock writes, a body too large for the record and the object that tries its permission
        String hour = "2026/01/02/03/";
        config.remove("source.time.pattern");
        config.put("source.preset", "bedrock");
        String call =
                "{\"schemaType\":\"ModelInvocationLog\",\"schemaVersion\":\"1.0\",\"timestamp\":\"2026-01-02T03:04:05Z\","
                        + "\"requestId\":\"r-%d\",\"modelId\":\"m\",\"input\":{\"inputBodyS3Path\":\"s3://b/" + hour
                        + "data/r-%d_input.json.gz\"}}\n";
        LogFiles.put(root, hour + "20260102T030405_1.json.gz", call.formatted(1, 1) + call.formatted(2, 2));
        LogFiles.put(root, hour + "data/r-1_input.json.gz", "{\"messages\":[]}");
        LogFiles.put(root, "amazon-bedrock-logs-permission-check", "");
        try (RunningTasks tasks = tasks().start(1)) {
            // When
            List<SourceRecord> rows = tasks.drain(QUIET);
            // Then only calls are rows, and they name the bodies
            assertThat(rows).hasSize(2).allSatisfy(row -> {
                assertThat(GovHeaders.text(row.headers(), GovHeaders.SOURCE_SYSTEM))
                        .isEqualTo("bedrock");
                assertThat(GovHeaders.text(row.headers(), GovHeaders.SOURCE_ENTITY))
                        .isEqualTo("model-invocations");
            });
            assertThat(rows.get(0).value().toString()).contains("data/r-1_input.json.gz");
            assertThat(tasks.offsets().values())
                    .allSatisfy(offset -> assertThat(offset.get("columns")).isEqualTo("bedrock@1"));
        }
    }

    private RunningTasks tasks() {
        return new RunningTasks(ObjectStoreLogsSourceConnector::new, config);
    }

    private static List<String> hashes(List<SourceRecord> rows) {
        return rows.stream()
                .map(row -> row.key() + " " + GovHeaders.text(row.headers(), GovHeaders.SOURCE_ROW_HASH))
                .sorted()
                .toList();
    }

    private static double value(Metrics metrics, String name) {
        return metrics.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .findFirst()
                .orElseThrow();
    }
}
