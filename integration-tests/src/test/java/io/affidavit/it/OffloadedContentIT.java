/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affidavit.it.support.CommandLine;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows of five megabytes through a topic of one, by the packaged plugins, with a worker that dies between object and record. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class OffloadedContentIT {
    private static final int ROWS = 60;
    private static final int LARGE = 12;
    private static final int CHARS = 5 << 20;
    private static final String CANARY = "canary.person@example.com";
    private static final int TOPIC_LIMIT = 1 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Test
    void losesNothingAndLeaksNothingThoughAWorkerDies(TestStack stack) throws Exception {
        // Given
        SpendLogGenerator generator = new SpendLogGenerator(
                11, ROWS, Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS), Duration.ofHours(3));
        Path area = stack.directory().resolve("content-large");
        try (Pipeline pipeline = new Pipeline(stack, "large").createLogTable()) {
            pipeline.load(generator.stream());
            enlarge(pipeline);
            stack.topics().create(pipeline.topic(), 3, TOPIC_LIMIT);
            Map<String, String> sink = pipeline.sinkConfig();
            sink.put("archive.content.location", area.toString());
            pipeline.startSink(sink);

            // When the worker dies with objects written that no committed record refers to
            pipeline.startSource(source(pipeline, area));
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !objects(area).isEmpty());
            stack.worker().kill();
            int before = objects(area).size();
            long sent = stack.topics().count(pipeline.topic());
            stack.worker().start();
            pipeline.awaitArchived(ROWS, LIMIT);

            // Then every row is archived once and whole
            assertThat(pipeline.archive().rows()).isEqualTo(ROWS);
            assertThat(pipeline.archive()
                            .query(
                                    "SELECT count(DISTINCT event_id), count(*) FILTER (length(content.input_messages_json) > "
                                            + CHARS
                                            + "), count(*) FILTER (content.input_messages_json LIKE '%content_ref%')"
                                            + " FROM TABLE")
                            .get(0))
                    .containsExactly(Integer.toString(ROWS), Integer.toString(LARGE), "0");
            assertThat(pipeline.verify(pipeline.trustedKeys()).code()).isZero();
            assertThat(pipeline.reconcile())
                    .returns(0, CommandLine.Outcome::code)
                    .extracting(CommandLine.Outcome::output)
                    .asString()
                    .contains("MATCH");

            // And the area holds each text once, and what the dead worker left
            System.out.printf(
                    "%d objects and %d records when the worker died, %d objects afterwards for %d texts%n",
                    before, sent, objects(area).size(), LARGE);
            assertThat(objects(area)).hasSizeGreaterThan(LARGE);

            // And nobody's address is anywhere, neither in the objects nor on the topic nor in the archive
            List<String> places = new ArrayList<>();
            look(places, "object", objects(area).stream().map(OffloadedContentIT::read));
            List<ConsumerRecord<byte[], byte[]>> records = pipeline.governed();
            look(places, "topic", records.stream().map(record -> new String(record.value(), UTF_8)));
            assertThat(pipeline.archive()
                            .query("SELECT count(*) FROM TABLE WHERE content.input_messages_json LIKE '%" + CANARY
                                    + "%'")
                            .get(0))
                    .containsExactly("0");
            look(places, "log", Stream.of(Files.readString(stack.worker().log())));
            assertThat(places).isEmpty();
            assertThat(records)
                    .allSatisfy(record -> assertThat(record.value().length).isLessThan(TOPIC_LIMIT));
            // the texts are too large for a message of AssertJ's; what the dead worker left may be cut off
            assertThat(objects(area).stream()
                            .filter(object -> read(object).contains("[EMAIL]"))
                            .count())
                    .isGreaterThanOrEqualTo(LARGE);
        }
    }

    private static Map<String, String> source(Pipeline pipeline, Path area) {
        Map<String, String> source = pipeline.sourceConfig();
        source.put("record.max.bytes", Integer.toString(64 << 20));
        source.put("transforms", source.get("transforms") + ",offload");
        source.put("transforms.mask.scan.max.leaf.chars", Integer.toString(64 << 20));
        source.put("transforms.offload.type", "io.affidavit.archive.OffloadContent");
        source.put("transforms.offload.archive.content.location", area.toString());
        return source;
    }

    /** Makes every fifth row one of five megabytes that names a person. */
    private static void enlarge(Pipeline pipeline) throws SQLException {
        try (Connection connection = pipeline.connect();
                Statement statement = connection.createStatement()) {
            int enlarged = statement.executeUpdate(
                    ("UPDATE \"LiteLLM_SpendLogs\" SET messages = jsonb_build_array(jsonb_build_object('role', 'user',"
                                    + " 'content', 'Write to %s. ' || repeat('lorem ipsum ', %d)))"
                                    + " WHERE request_id IN (SELECT request_id FROM \"LiteLLM_SpendLogs\" ORDER BY request_id"
                                    + " LIMIT %d)")
                            .formatted(CANARY, CHARS / 12 + 1, LARGE));
            assertThat(enlarged).isEqualTo(LARGE);
        }
    }

    private static void look(List<String> places, String place, Stream<String> texts) {
        if (texts.anyMatch(text -> text.contains(CANARY))) {
            places.add(place);
        }
    }

    private static List<Path> objects(Path area) {
        if (Files.notExists(area)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(area)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path object) {
        try {
            return Files.readString(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
