/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.affidavit.it.support.Archive;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.it.support.VersionedEvents;
import io.affidavit.it.support.VersionedEvents.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every version in a real worker, under every reject mode and in maps and Structs, through a crash: what goes in comes out in
 * exactly one place.
 */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class SchemaMatrixIT {
    private static final int ROUNDS = 12;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String MIGRATIONS = """
            format: 1
            migrations:
              - from: ">=0.8 <0.9"
                to: "0.9"
                steps:
                  - rename: {path: tenant, to: tenant_id}
                  - cast: {path: usage.input_tokens, to: int64}
              - from: ">=0.9 <1.0"
                to: "1.0.0"
                steps:
                  - move: {from: user, to: identity.user_id}
            """;

    @ParameterizedTest
    @CsvSource({
        "quarantine, false",
        "quarantine, true",
        "fail, false",
        "fail, true",
        "tag, false",
        "tag, true",
        "drop, false",
        "drop, true"
    })
    void everyRecordEndsInExactlyOnePlace(String mode, boolean structs, TestStack stack) throws IOException {
        String name = "matrix" + mode + structs;
        try (Pipeline pipeline = new Pipeline(stack, name);
                Archive quarantine = new Archive(pipeline.archiveDirectory(), Pipeline.TABLE + "_quarantine")) {
            // Given
            String dead = name + ".dead";
            stack.topics().create(pipeline.topic(), 1);
            stack.topics().create(dead, 1);
            send(stack, pipeline, 0, ROUNDS, structs);
            Map<String, String> sink = gate(pipeline.sinkConfig(), mode);
            sink.put("value.converter.schemas.enable", Boolean.toString(structs));
            sink.put("errors.deadletterqueue.topic.name", dead);
            sink.put("errors.deadletterqueue.topic.replication.factor", "1");
            sink.put("errors.deadletterqueue.context.headers.enable", "true");

            // When the worker dies while records flow
            pipeline.startSink(sink);
            pipeline.awaitArchived(1, LIMIT);
            stack.worker().kill();
            send(stack, pipeline, ROUNDS, 2 * ROUNDS, structs);
            stack.worker().start();
            send(stack, pipeline, 2 * ROUNDS, 2 * ROUNDS + 1, structs);
            int in = (2 * ROUNDS + 1) * Kind.values().length;
            long kept = IntStream.range(0, in)
                    .filter(offset -> !expected(Kind.of(offset), mode).contains("drop"))
                    .count();
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> pipeline.archive().rows()
                                    + quarantine.rows()
                                    + offsets(stack, dead).stream().distinct().count()
                            >= kept);

            // Then
            Map<Long, String> places = new TreeMap<>();
            List<Long> twice = new ArrayList<>();
            note(places, twice, pipeline.archive(), "archive");
            note(places, twice, quarantine, "quarantine");
            // Connect writes dead letters at least once: a crash may repeat one, never move it
            offsets(stack, dead).stream().distinct().forEach(offset -> {
                if (places.put(offset, "fail") != null) {
                    twice.add(offset);
                }
            });
            assertThat(twice).isEmpty();
            for (long offset = 0; offset < in; offset++) {
                Kind kind = Kind.of(offset);
                assertThat(places.getOrDefault(offset, "drop"))
                        .as("%s at offset %d", kind, offset)
                        .isIn(expected(kind, mode));
            }
            assertThat(pipeline.archive()
                            .query("SELECT DISTINCT schema_version FROM TABLE WHERE source.key LIKE 'FUTURE%'"))
                    .isEmpty();
            assertThat(pipeline.archive()
                            .query(
                                    "SELECT DISTINCT schema_version, tenant_id, identity.user_id, usage.input_tokens FROM TABLE"
                                            + " WHERE source.key LIKE 'OLD%'"))
                    .containsExactly(List.of("1.0.0", "t", "u", "7"));
            assertThat(Files.readString(stack.worker().log())).doesNotContain(VersionedEvents.PLANTED);
        }
    }

    @Test
    void versionsWithoutAWayAreRefusedOverRest(TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "matrixrefused")) {
            Map<String, String> sink = gate(pipeline.sinkConfig(), "quarantine");
            sink.put("transforms.version.accept", ">=0.5 <=1.0");

            assertThatThrownBy(() -> stack.rest().put(pipeline.sink(), sink))
                    .hasMessageContaining("they lead accepted version 0.5.0")
                    .hasMessageContaining("target 1.0.0");
        }
    }

    private static Map<String, String> gate(Map<String, String> sink, String mode) {
        sink.put("transforms", "version");
        sink.put("transforms.version.type", "io.affidavit.smt.EnforceSchemaVersion");
        sink.put("transforms.version.accept", ">=0.8 <=1.0");
        sink.put("transforms.version.target", "1.0.0");
        sink.put("transforms.version.migrations", MIGRATIONS);
        sink.put("transforms.version.contract", "event");
        sink.put("transforms.version.on.reject.sink", mode.equals("fail") ? "fail" : "route");
        for (String key : List.of("missing", "invalid", "unknown", "contract")) {
            sink.put("transforms.version.on." + key, mode);
        }
        sink.put("transforms.version.on.future", mode.equals("tag") ? "quarantine" : mode);
        sink.put("transforms.version.on.reject", mode.equals("tag") ? "quarantine" : mode);
        return sink;
    }

    /** The places where a record may end: what is tagged passes, and the archive judges it by rules of its own. */
    private static List<String> expected(Kind kind, String mode) {
        if (kind.accepted()) {
            return List.of("archive");
        }
        if (mode.equals("tag")) {
            return kind.mayBeTagged() ? List.of("archive", "quarantine") : List.of("quarantine");
        }
        return List.of(mode);
    }

    private static void send(TestStack stack, Pipeline pipeline, int from, int to, boolean structs) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int number = from * Kind.values().length; number < to * Kind.values().length; number++) {
            records.add(new ProducerRecord<>(
                    pipeline.topic(),
                    ("k" + number).getBytes(UTF_8),
                    VersionedEvents.json(Kind.of(number), number, structs)));
        }
        stack.topics().send(records);
    }

    private static void note(Map<Long, String> places, List<Long> twice, Archive archive, String place) {
        if (archive.rows() == 0) {
            return;
        }
        for (List<String> row : archive.query("SELECT _kafka.\"offset\" FROM TABLE")) {
            if (places.put(Long.valueOf(row.get(0)), place) != null) {
                twice.add(Long.valueOf(row.get(0)));
            }
        }
    }

    private static List<Long> offsets(TestStack stack, String dead) {
        return stack.topics().read(dead).stream()
                .map(letter -> Long.valueOf(new String(
                        letter.headers().lastHeader("__connect.errors.offset").value(), UTF_8)))
                .toList();
    }
}
