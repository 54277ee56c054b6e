/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affidavit.it.support.Archive;
import io.affidavit.it.support.CommandLine;
import io.affidavit.it.support.Events;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One connector archives several topics, each into a table of its own, also over restarts. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class RoutedByTopicIT {
    private static final int EVENTS = 60;
    private static final int TOOLS = 40;
    private static final String BOOK = "evidence.refused";

    @Test
    void eachTopicHasItsTableAndEveryTableVerifies(TestStack stack) {
        String tools = "routed.tools";
        try (Pipeline pipeline = new Pipeline(stack, "routed");
                Archive events = archive(pipeline, "evidence.routed__events");
                Archive calls = archive(pipeline, "evidence.routed__tools");
                Archive refused = archive(pipeline, BOOK)) {
            // Given two topics, one with a record no row can be made of
            stack.topics().create(pipeline.topic(), 3);
            stack.topics().create(tools, 1);
            stack.topics().send(records(pipeline.topic(), 0, EVENTS));
            stack.topics().send(records(tools, EVENTS, EVENTS + TOOLS));
            stack.topics().send(List.of(new ProducerRecord<>(tools, "[1,2,3]".getBytes(UTF_8))));

            // When one connector archives both and is restarted, and more comes
            Map<String, String> sink = pipeline.sinkConfig();
            sink.put("topics", pipeline.topic() + "," + tools);
            sink.put("archive.table", "evidence.${topic}");
            sink.put("archive.quarantine.table", BOOK);
            pipeline.startSink(sink);
            awaitRows(events, EVENTS);
            awaitRows(calls, TOOLS);
            awaitRows(refused, 1);
            stack.rest().delete(pipeline.sink());
            stack.topics().send(records(pipeline.topic(), EVENTS + TOOLS, 2 * EVENTS + TOOLS));
            pipeline.startSink(sink);
            awaitRows(events, 2 * EVENTS);

            // Then every record is in the table of its topic, once
            assertThat(events.number("SELECT count(DISTINCT event_id) FROM TABLE"))
                    .isEqualTo(2 * EVENTS);
            assertThat(events.rows()).isEqualTo(2 * EVENTS);
            assertThat(calls.number("SELECT count(DISTINCT event_id) FROM TABLE"))
                    .isEqualTo(TOOLS);
            assertThat(calls.rows()).isEqualTo(TOOLS);
            assertThat(refused.rows()).isEqualTo(1);
            assertThat(stack.rest().status(pipeline.sink()).runs(2)).isTrue();
            for (String table : List.of("evidence.routed__events", "evidence.routed__tools", BOOK)) {
                CommandLine.Outcome outcome = verify(stack, pipeline, table);
                assertThat(outcome.code()).as(outcome.output()).isZero();
            }
        }
    }

    private static Archive archive(Pipeline pipeline, String table) {
        return new Archive(pipeline.archiveDirectory(), table);
    }

    private static void awaitRows(Archive table, long rows) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> table.rows() >= rows);
    }

    private static CommandLine.Outcome verify(TestStack stack, Pipeline pipeline, String table) {
        return stack.affidavit()
                .run(List.of(
                        "verify",
                        "--trust",
                        pipeline.trustedKeys().toString(),
                        "--table",
                        table,
                        "-C",
                        "archive.embedded.directory=" + pipeline.archiveDirectory()));
    }

    private static List<ProducerRecord<byte[], byte[]>> records(String topic, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new ProducerRecord<>(
                        topic, ("k" + i).getBytes(UTF_8), Events.minimal(i).getBytes(UTF_8)))
                .toList();
    }
}
