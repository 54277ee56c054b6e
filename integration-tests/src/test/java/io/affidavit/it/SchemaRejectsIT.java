/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affidavit.it.support.Archive;
import io.affidavit.it.support.Events;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.litellm.SpendLog;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class SchemaRejectsIT {
    private static final int ROWS = 60;

    @Test
    void sourceReroutesRejectsToTheQuarantineTopicWithoutTheirContent(TestStack stack) {
        // Given
        SpendLogGenerator generator = new SpendLogGenerator(
                5, ROWS, Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS), Duration.ofHours(2));
        try (Pipeline pipeline = new Pipeline(stack, "rejects").createLogTable()) {
            pipeline.load(generator.stream());
            stack.topics().create(pipeline.quarantineTopic(), 1);

            // When
            Map<String, String> source = pipeline.sourceConfig();
            source.put("transforms.version.accept", ">=2.0 <3");
            pipeline.startSource(source);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> stack.topics().read(pipeline.quarantineTopic()).size() >= ROWS);

            // Then
            List<ConsumerRecord<byte[], byte[]>> rejects = stack.topics().read(pipeline.quarantineTopic());
            assertThat(rejects).hasSize(ROWS).allSatisfy(reject -> {
                Header rule = reject.headers().lastHeader("gov.reject.rule");
                assertThat(rule).isNotNull();
                assertThat(new String(rule.value(), UTF_8)).startsWith("schema.");
            });
            List<String> planted = generator.stream()
                    .map(SpendLog::planted)
                    .flatMap(java.util.Set::stream)
                    .toList();
            assertThat(rejects)
                    .allSatisfy(reject -> assertThat(planted).noneMatch(new String(reject.value(), UTF_8)::contains));
            assertThat(stack.rest().status(pipeline.source()).runs(1)).isTrue();
        }
    }

    @Test
    void archiveKeepsRoutedRejectsInItsQuarantineTable(TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "rejectsink");
                Archive quarantine = new Archive(pipeline.archiveDirectory(), Pipeline.TABLE + "_quarantine")) {
            // Given
            stack.topics().create(pipeline.topic(), 1);
            stack.topics()
                    .send(IntStream.range(0, 10)
                            .mapToObj(i -> new ProducerRecord<>(
                                    pipeline.topic(),
                                    ("k" + i).getBytes(UTF_8),
                                    Events.withVersion(i, i % 2 == 0 ? "1.2.0" : "9.0.0")
                                            .getBytes(UTF_8)))
                            .toList());

            // When
            Map<String, String> sink = pipeline.sinkConfig();
            sink.put("transforms", "version");
            sink.put("transforms.version.type", "io.affidavit.smt.EnforceSchemaVersion");
            sink.put("transforms.version.accept", ">=1.0 <2");
            sink.put("transforms.version.on.reject.sink", "route");
            pipeline.startSink(sink);
            pipeline.awaitArchived(5, Duration.ofMinutes(2));
            await().atMost(Duration.ofMinutes(1)).until(() -> quarantine.rows() >= 5);

            // Then
            assertThat(pipeline.archive().rows()).isEqualTo(5);
            assertThat(pipeline.archive().query("SELECT DISTINCT schema_version FROM TABLE"))
                    .containsExactly(List.of("1.2.0"));
            assertThat(quarantine.rows()).isEqualTo(5);
        }
    }
}
