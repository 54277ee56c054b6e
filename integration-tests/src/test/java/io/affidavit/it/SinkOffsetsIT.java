/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.affidavit.it.support.Events;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.rest.RestException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Offsets changed through Connect's REST API move the archive, or are refused. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class SinkOffsetsIT {

    @Test
    void restApiMovesTheArchiveForwardAndNeverBack(TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "sinkoffsets")) {
            // Given an archive of 20 records, stopped, while 20 more arrive
            stack.topics().create(pipeline.topic(), 1);
            send(stack, pipeline, 0, 20);
            Map<String, String> sink = pipeline.sinkConfig();
            sink.put("tasks.max", "1");
            pipeline.startSink(sink);
            pipeline.awaitArchived(20, Duration.ofMinutes(2));
            stack.rest().stop(pipeline.sink());
            send(stack, pipeline, 20, 40);

            // When offsets are reset or moved back, Then the way out is named and nothing moves
            assertRefused(() -> stack.rest().resetOffsets(pipeline.sink()));
            assertRefused(() -> stack.rest().alterOffset(pipeline.sink(), pipeline.topic(), 0, 5));

            // When they are moved forward
            stack.rest().alterOffset(pipeline.sink(), pipeline.topic(), 0, 30);
            stack.rest().resume(pipeline.sink());

            // Then the archive goes on there, and what it says about it verifies
            pipeline.awaitArchived(30, Duration.ofMinutes(2));
            assertThat(pipeline.archive().query("SELECT _kafka.\"offset\" FROM TABLE ORDER BY 1").stream()
                            .map(row -> Long.parseLong(row.get(0))))
                    .containsExactlyElementsOf(LongStream.concat(LongStream.range(0, 20), LongStream.range(30, 40))
                            .boxed()
                            .toList());
            assertThat(pipeline.verify(pipeline.trustedKeys()).code()).isZero();
        }
    }

    /** The worker refuses for another reason until the tasks have ended. */
    private static void assertRefused(Runnable change) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThatThrownBy(change::run)
                        .isInstanceOf(RestException.class)
                        .hasMessageContaining("archive.lineage"));
    }

    private static void send(TestStack stack, Pipeline pipeline, int from, int to) {
        List<ProducerRecord<byte[], byte[]>> records = IntStream.range(from, to)
                .mapToObj(i -> new ProducerRecord<>(
                        pipeline.topic(),
                        ("k" + i).getBytes(UTF_8),
                        Events.minimal(i).getBytes(UTF_8)))
                .toList();
        stack.topics().send(records);
    }
}
