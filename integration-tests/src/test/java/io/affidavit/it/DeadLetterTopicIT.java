/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.it.support.Events;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bad records go to a real dead-letter topic, and no offset moves before they are there. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class DeadLetterTopicIT {
    private static final int RECORDS = 60;
    private static final String CANARY = "secret-canary-4711";

    @Test
    void everyRecordEndsInExactlyOnePlace(TestStack stack) throws IOException {
        try (Pipeline pipeline = new Pipeline(stack, "deadletters")) {
            // Given a topic of which every third record is bad and every tenth a tombstone
            stack.topics().create(pipeline.topic(), 1);
            stack.topics().create("deadletters.dead", 1);
            stack.topics().send(records(pipeline.topic()));

            // When
            pipeline.startSink(deadLettering(pipeline, "deadletters.dead"));
            pipeline.awaitArchived(good(), Duration.ofMinutes(2));
            pipeline.awaitOffset(RECORDS, Duration.ofMinutes(1));

            // Then the statements, the table and the topic agree
            assertThat(fates(pipeline)).isEqualTo(new OffsetFates(good(), 0, bad(), tombstones(), 0, 0, 0, 0));
            assertThat(pipeline.archive().rows()).isEqualTo(good());
            List<ConsumerRecord<byte[], byte[]>> dead = stack.topics().read("deadletters.dead");
            assertThat(dead.stream().map(letter -> header(letter, "__connect.errors.offset")))
                    .containsExactlyElementsOf(IntStream.range(0, RECORDS)
                            .filter(DeadLetterTopicIT::isBad)
                            .mapToObj(Integer::toString)
                            .toList());

            // and what Connect and the archive add to a letter, or log, names the rule and no content
            assertThat(dead).allSatisfy(letter -> {
                assertThat(header(letter, "__connect.errors.exception.message"))
                        .isEqualTo("archive.convert.missing_required");
                for (Header header : letter.headers()) {
                    assertThat(new String(header.value(), UTF_8)).doesNotContain(CANARY);
                }
            });
            assertThat(Files.readString(stack.worker().log())).doesNotContain(CANARY);
            assertThat(stack.rest().statusText(pipeline.sink())).doesNotContain(CANARY);
            assertThat(pipeline.verify(pipeline.trustedKeys()).code()).isZero();
        }
    }

    @Test
    void noOffsetMovesWhileTheTopicRefuses(TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "deadrefused")) {
            // Given a dead-letter topic that takes no record of this size
            stack.topics().create(pipeline.topic(), 1);
            stack.topics().create("deadrefused.tiny", 1, Map.of("max.message.bytes", "64"));
            stack.topics().send(records(pipeline.topic()));

            // When
            stack.rest().put(pipeline.sink(), deadLettering(pipeline, "deadrefused.tiny"));
            stack.rest().awaitFailed(pipeline.sink(), Duration.ofMinutes(2));

            // Then nothing is committed anywhere
            assertThat(pipeline.archive().statements()).isEmpty();
            assertThat(pipeline.archive().rows()).isZero();
            assertThat(stack.rest().offsets(pipeline.sink())).isEmpty();

            // and when there is one that does, every record arrives once
            stack.topics().create("deadrefused.dead", 1);
            stack.rest().put(pipeline.sink(), deadLettering(pipeline, "deadrefused.dead"));
            pipeline.awaitOffset(RECORDS, Duration.ofMinutes(2));
            assertThat(fates(pipeline)).isEqualTo(new OffsetFates(good(), 0, bad(), tombstones(), 0, 0, 0, 0));
            assertThat(pipeline.archive().rows()).isEqualTo(good());
            assertThat(stack.topics().count("deadrefused.dead")).isEqualTo(bad());
            assertThat(stack.topics().count("deadrefused.tiny")).isZero();
        }
    }

    private static Map<String, String> deadLettering(Pipeline pipeline, String topic) {
        Map<String, String> sink = pipeline.sinkConfig();
        sink.put("archive.bad.records", "dead-letter");
        sink.put("archive.commit.timeout", "10s");
        sink.put("errors.tolerance", "all");
        sink.put("errors.log.enable", "true");
        sink.put("errors.deadletterqueue.topic.name", topic);
        sink.put("errors.deadletterqueue.topic.replication.factor", "1");
        sink.put("errors.deadletterqueue.context.headers.enable", "true");
        return sink;
    }

    private static OffsetFates fates(Pipeline pipeline) {
        return pipeline.archive().statements().stream()
                .flatMap(statement -> statement.ranges().stream())
                .map(OffsetRange::fates)
                .reduce(OffsetFates.NONE, OffsetFates::plus);
    }

    private static List<ProducerRecord<byte[], byte[]>> records(String topic) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            String value = isBad(i) ? "{\"note\":\"" + CANARY + "\"}" : isTombstone(i) ? null : Events.minimal(i);
            records.add(new ProducerRecord<>(
                    topic, ("k" + i).getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)));
        }
        return records;
    }

    private static boolean isBad(int i) {
        return i % 3 == 0;
    }

    private static boolean isTombstone(int i) {
        return !isBad(i) && i % 10 == 1;
    }

    private static long bad() {
        return IntStream.range(0, RECORDS).filter(DeadLetterTopicIT::isBad).count();
    }

    private static long tombstones() {
        return IntStream.range(0, RECORDS)
                .filter(DeadLetterTopicIT::isTombstone)
                .count();
    }

    private static long good() {
        return RECORDS - bad() - tombstones();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
