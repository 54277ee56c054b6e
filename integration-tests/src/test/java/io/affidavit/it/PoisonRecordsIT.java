/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affidavit.it.support.Archive;
import io.affidavit.it.support.ArchivedTopic;
import io.affidavit.it.support.Completeness;
import io.affidavit.it.support.Events;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StackExtension.class)
class PoisonRecordsIT {
    /** JSON that no event can be made of. */
    private static final List<String> NOT_EVENTS = List.of(
            "\"text\"",
            "42",
            "[1,2,3]",
            "{\"event_id\":\"x\"}",
            "{\"event_id\":17,\"event_time\":\"not a time\"}",
            Events.minimal(900).replace("\"tenant_id\":\"t\"", "\"usage\":\"none\""));

    private static final int GOOD = 12;
    private static final int PER_PARTITION = Boolean.getBoolean("affidavit.long") ? 100_000 : 1_000;

    @ParameterizedTest
    @ValueSource(strings = {"all", "none"})
    void wrongTypesGoToTheQuarantineTableAndStopNothing(String tolerance, TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "poison" + tolerance);
                Archive quarantine = quarantine(pipeline)) {
            // Given
            stack.topics().create(pipeline.topic(), 1);
            stack.topics().send(mixed(pipeline.topic(), NOT_EVENTS));

            // When
            Map<String, String> sink = pipeline.sinkConfig();
            sink.put("errors.tolerance", tolerance);
            pipeline.startSink(sink);
            pipeline.awaitArchived(GOOD, Duration.ofMinutes(2));
            await().atMost(Duration.ofMinutes(1)).until(() -> quarantine.rows() >= NOT_EVENTS.size());

            // Then
            assertThat(pipeline.archive().rows()).isEqualTo(GOOD);
            assertThat(quarantine.rows()).isEqualTo(NOT_EVENTS.size());
            assertThat(stack.rest().status(pipeline.sink()).runs(1)).isTrue();
        }
    }

    @Test
    void bytesThatAreNoJsonStopNothingWhereErrorsAreTolerated(TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "poisonbytes")) {
            // Given
            stack.topics().create(pipeline.topic(), 1);
            stack.topics().send(mixed(pipeline.topic(), List.of("{broken", "\u0000\u0001", "{\"a\":")));

            // When
            pipeline.startSink(pipeline.sinkConfig());
            pipeline.awaitArchived(GOOD, Duration.ofMinutes(2));

            // Then
            assertThat(pipeline.archive().rows()).isEqualTo(GOOD);
            assertThat(stack.rest().status(pipeline.sink()).runs(1)).isTrue();
        }
    }

    @Test
    void oneBadRecordInAHundredGoesToTheQuarantineAndNoneIsLost(TestStack stack) {
        try (ArchivedTopic topic = new ArchivedTopic(stack, "poisonpercent", 3)) {
            // Given
            SplittableRandom random = new SplittableRandom(1);
            long bad = 0;
            for (int partition = 0; partition < 3; partition++) {
                List<String> values = new ArrayList<>();
                for (int number = 0; number < PER_PARTITION; number++) {
                    boolean poison = random.nextInt(100) == 0;
                    values.add(poison ? NOT_EVENTS.get(number % NOT_EVENTS.size()) : Events.minimal(number));
                    bad += poison ? 1 : 0;
                }
                topic.send(partition, values);
            }

            // When
            topic.start(2);

            // Then
            assertThat(bad).isBetween(PER_PARTITION / 100L, 9L * PER_PARTITION / 100);
            Completeness.assertEveryRecordOnce(topic, bad);
            assertThat(stack.rest().status(topic.sink()).runs(2)).isTrue();
        }
    }

    private static Archive quarantine(Pipeline pipeline) {
        return new Archive(pipeline.archiveDirectory(), Pipeline.TABLE + "_quarantine");
    }

    /** Good events around each bad value, a good one last. */
    private static List<ProducerRecord<byte[], byte[]>> mixed(String topic, List<String> bad) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < GOOD; i++) {
            if (i < bad.size()) {
                records.add(new ProducerRecord<>(
                        topic, ("bad" + i).getBytes(UTF_8), bad.get(i).getBytes(UTF_8)));
            }
            records.add(new ProducerRecord<>(
                    topic, ("k" + i).getBytes(UTF_8), Events.minimal(i).getBytes(UTF_8)));
        }
        return records;
    }
}
