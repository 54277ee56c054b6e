/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.ConnectWorkerProcess;
import io.affidavit.stack.litellm.SpendLog;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the source delivers in workers with and without {@code exactly.once.source.support}. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class SourceDeliveryIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int PAGE = 10;
    private static final int PAGES = 20;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "exactly.once.source.support={0}")
    @ValueSource(strings = {"enabled", "disabled"})
    void droppingTheLastRecordOfEveryPageCostsNoOtherRecord(String support, TestStack stack) throws SQLException {
        try (Pipeline pipeline = new Pipeline(stack, "lastofpage" + support).createLogTable();
                ConnectWorkerProcess worker = worker(stack, pipeline, support, "1000")) {
            // Given a table whose every tenth row is too large, so that a control record stands in for it
            execute(pipeline, "CREATE TABLE notes (id text PRIMARY KEY, at timestamptz NOT NULL, body text)");
            execute(pipeline, "CREATE INDEX ON notes (at, id)");
            insertNotes(pipeline, 0);
            Map<String, String> source = notesSource(pipeline);
            source.put("source.manifest.topic", manifestTopic(pipeline));
            // and a transform of the user that drops control records, manifests of windows among them
            source.put("transforms", "drop");
            source.put("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter");
            source.put("transforms.drop.predicate", "control");
            source.put("predicates", "control");
            source.put("predicates.control.type", "org.apache.kafka.connect.transforms.predicates.HasHeaderKey");
            source.put("predicates.control.name", "gov.control");

            // When the worker crashes between two loads
            worker.rest().put(pipeline.source(), source);
            awaitKeys(stack, pipeline, PAGES * (PAGE - 1));
            worker.kill();
            insertNotes(pipeline, 1);
            worker.start();
            awaitKeys(stack, pipeline, 2 * PAGES * (PAGE - 1));

            // Then
            List<String> keys = keys(stack, pipeline);
            assertThat(keys)
                    .containsOnly(IntStream.range(0, 2 * PAGES * PAGE)
                            .filter(row -> !endsPage(row))
                            .mapToObj(SourceDeliveryIT::id)
                            .toArray(String[]::new));
            if ("enabled".equals(support)) {
                assertThat(keys).doesNotHaveDuplicates();
            }
            assertThat(stack.topics().exists(pipeline.quarantineTopic())).isFalse();
            assertThat(stack.topics().exists(manifestTopic(pipeline))).isFalse();
            assertThat(worker.rest().status(pipeline.source()).runs(1)).isTrue();
        }
    }

    @ParameterizedTest(name = "exactly.once.source.support={0}")
    @ValueSource(strings = {"enabled", "disabled"})
    void manifestsAccountForEveryRowThroughACrash(String support, TestStack stack) throws SQLException {
        try (Pipeline pipeline = new Pipeline(stack, "manifests" + support).createLogTable();
                ConnectWorkerProcess worker = worker(stack, pipeline, support, "1000")) {
            // Given a table of two loads, each with windows of its own
            execute(pipeline, "CREATE TABLE notes (id text PRIMARY KEY, at timestamptz NOT NULL, body text)");
            execute(pipeline, "CREATE INDEX ON notes (at, id)");
            insertNotes(pipeline, 0);
            Map<String, String> source = notesSource(pipeline);
            source.put("source.manifest.topic", manifestTopic(pipeline));
            source.put("source.window", "30s");

            // When the worker is killed between them, with pages under way
            worker.rest().put(pipeline.source(), source);
            awaitKeys(stack, pipeline, 3 * PAGE);
            worker.kill();
            insertNotes(pipeline, 1);
            worker.start();
            awaitKeys(stack, pipeline, 2 * PAGES * (PAGE - 1));

            // Then
            await().atMost(LIMIT)
                    .until(() -> counted(manifests(stack, pipeline)), counted -> counted == 2L * PAGES * PAGE);
            List<JsonNode> manifests = manifests(stack, pipeline);
            if ("enabled".equals(support)) {
                assertThat(manifests.stream()
                                .map(manifest -> manifest.path("window").asLong()))
                        .doesNotHaveDuplicates();
                assertThat(keys(stack, pipeline)).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void withoutExactlyOnceRepeatedRecordsAreTheSameEvents(TestStack stack) {
        int rows = 2_000;
        Instant end = Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        SpendLogGenerator generator = new SpendLogGenerator(11, rows, end, Duration.ofHours(2));
        try (Pipeline pipeline = new Pipeline(stack, "atleastonce").createLogTable();
                // offsets are not stored before the crash, so everything comes again
                ConnectWorkerProcess worker = worker(stack, pipeline, "disabled", "600000")) {
            // Given
            pipeline.load(generator.stream());
            Map<String, String> source = pipeline.sourceConfig();
            source.put("exactly.once.support", "requested");

            // When
            worker.rest().put(pipeline.source(), source);
            awaitRecords(stack, pipeline, rows);
            worker.kill();
            worker.start();
            awaitRecords(stack, pipeline, 2L * rows);

            // Then
            List<JsonNode> events = stack.topics().read(pipeline.topic()).stream()
                    .map(SourceDeliveryIT::json)
                    .toList();
            assertThat(events.stream().map(event -> event.at("/source/key").asText()))
                    .containsOnly(generator.stream().map(SpendLog::requestId).toArray(String[]::new));
            assertThat(events.stream()
                            .map(event -> event.path("event_id").asText())
                            .distinct())
                    .hasSize(rows);
        }
    }

    private ConnectWorkerProcess worker(TestStack stack, Pipeline pipeline, String support, String flushMillis) {
        ConnectWorkerProcess worker = ConnectWorkerProcess.on(
                        stack.broker().bootstrapServers(), TestStack.modules(directory), directory.resolve("worker"))
                .group(pipeline.source() + "-worker")
                .heapMegabytes(512)
                .property("exactly.once.source.support", support)
                .property("offset.flush.interval.ms", flushMillis)
                .build();
        worker.start();
        return worker;
    }

    private static Map<String, String> notesSource(Pipeline pipeline) {
        Map<String, String> source = pipeline.sourceConfig();
        source.keySet().removeIf(key -> key.startsWith("transforms"));
        source.remove("source.preset");
        source.put("exactly.once.support", "requested");
        source.put("tasks.max", "1");
        source.put("source.table", "notes");
        source.put("source.cursor.column", "at");
        source.put("source.key.columns", "id");
        source.put("source.system", "notes");
        source.put("source.page.rows", Integer.toString(PAGE));
        source.put("record.max.bytes", "1000");
        return source;
    }

    /** Rows of one hour, hours apart from other loads, so that pages end with every tenth. */
    private static void insertNotes(Pipeline pipeline, int load) throws SQLException {
        int first = load * PAGES * PAGE;
        execute(
                pipeline,
                ("INSERT INTO notes SELECT 'note-' || lpad(i::text, 6, '0'),"
                                + " date_trunc('day', now()) - interval '2 days' + interval '%d hours' + i * interval '1 second',"
                                + " repeat('x', CASE WHEN i %% %d = %d THEN 5000 ELSE 10 END)"
                                + " FROM generate_series(%d, %d) i")
                        .formatted(load, PAGE, PAGE - 1, first, first + PAGES * PAGE - 1));
    }

    private static String id(int row) {
        return "note-%06d".formatted(row);
    }

    private static boolean endsPage(int row) {
        return row % PAGE == PAGE - 1;
    }

    private static void execute(Pipeline pipeline, String sql) throws SQLException {
        try (Connection connection = pipeline.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void awaitKeys(TestStack stack, Pipeline pipeline, long expected) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> stack.topics().exists(pipeline.topic())
                                ? keys(stack, pipeline).stream().distinct().count()
                                : 0,
                        found -> found >= expected);
    }

    private static void awaitRecords(TestStack stack, Pipeline pipeline, long expected) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> stack.topics().exists(pipeline.topic())
                                ? stack.topics().count(pipeline.topic())
                                : 0,
                        found -> found >= expected);
    }

    private static List<String> keys(TestStack stack, Pipeline pipeline) {
        return stack.topics().read(pipeline.topic()).stream()
                .map(record -> json(record).path("id").asText())
                .toList();
    }

    /** Rows of all windows; less than none where two manifests of a window disagree. */
    private static long counted(List<JsonNode> manifests) {
        Map<Long, Long> counts = manifests.stream()
                .collect(Collectors.toMap(
                        manifest -> manifest.path("window").asLong(),
                        manifest -> manifest.path("count").asLong(),
                        (one, other) -> one.equals(other) ? one : Long.valueOf(Integer.MIN_VALUE)));
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String manifestTopic(Pipeline pipeline) {
        return pipeline.topic() + ".manifests";
    }

    private static List<JsonNode> manifests(TestStack stack, Pipeline pipeline) {
        return stack.topics().exists(manifestTopic(pipeline))
                ? stack.topics().read(manifestTopic(pipeline)).stream()
                        .map(SourceDeliveryIT::json)
                        .toList()
                : List.of();
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
