/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.OffsetSpan;
import io.affidavit.it.support.Events;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Offsets without a record are told apart: those the broker accounts for, and those that were lost on the way. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class GapsIT {

    private static final int TRANSACTIONS = 12;
    private static final int PER_TRANSACTION = 5;
    /** Five records and a marker. */
    private static final int OFFSETS = TRANSACTIONS * (PER_TRANSACTION + 1);

    @Test
    void markersAndAbortedRecordsAreExplained(TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "gapsexplained")) {
            // Given transactions of which every third is aborted, and one record behind them
            stack.topics().create(pipeline.topic(), 1);
            transactions(stack, pipeline.topic(), List.of());

            // When
            pipeline.startSink(explaining(stack, pipeline));
            pipeline.awaitOffset(OFFSETS + 1, Duration.ofMinutes(2));

            // Then every gap is explained
            assertThat(fates(pipeline)).isEqualTo(new OffsetFates(8 * 5 + 1, 0, 0, 0, 0, 0, 12 + 4 * 5, 0));
            assertThat(pipeline.archive().rows()).isEqualTo(41);
            assertThat(pipeline.verify(pipeline.trustedKeys()).code()).isZero();
        }
    }

    @Test
    void whatConvertersAndTransformsDroppedIsNot(TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "gapsunexplained")) {
            // Given the same with bytes no converter reads at 1 and 2, and a tombstone at 9, which a transform filters
            stack.topics().create(pipeline.topic(), 1);
            transactions(stack, pipeline.topic(), List.of(1L, 2L));

            // When
            Map<String, String> sink = explaining(stack, pipeline);
            sink.put("transforms", "drop");
            sink.put("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter");
            sink.put("transforms.drop.predicate", "tombstone");
            sink.put("predicates", "tombstone");
            sink.put("predicates.tombstone.type", "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone");
            pipeline.startSink(sink);
            pipeline.awaitOffset(OFFSETS + 1, Duration.ofMinutes(2));

            // Then exactly those are unexplained, and the statements say where
            assertThat(fates(pipeline)).isEqualTo(new OffsetFates(8 * 5 + 1 - 3, 0, 0, 0, 0, 0, 12 + 4 * 5, 3));
            assertThat(ranges(pipeline).stream().flatMap(range -> range.unexplained().stream()))
                    .containsExactly(new OffsetSpan(1, 3), new OffsetSpan(9, 10));
            assertThat(pipeline.verify(pipeline.trustedKeys()).code()).isZero();
        }
    }

    @Test
    void withoutBrokersToAskEveryGapIsUnexplained(TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "gapsunasked")) {
            stack.topics().create(pipeline.topic(), 1);
            transactions(stack, pipeline.topic(), List.of());

            pipeline.startSink(pipeline.sinkConfig());
            pipeline.awaitOffset(OFFSETS + 1, Duration.ofMinutes(2));

            assertThat(fates(pipeline)).isEqualTo(new OffsetFates(41, 0, 0, 0, 0, 0, 0, 32));
        }
    }

    private static Map<String, String> explaining(TestStack stack, Pipeline pipeline) {
        Map<String, String> sink = pipeline.sinkConfig();
        sink.put("archive.gaps.bootstrap.servers", stack.broker().bootstrapServers());
        return sink;
    }

    /** Oldest first. */
    private static List<OffsetRange> ranges(Pipeline pipeline) {
        List<CommitStatement> statements = pipeline.archive().statements();
        List<OffsetRange> ranges = new ArrayList<>();
        for (int i = statements.size() - 1; i >= 0; i--) {
            ranges.addAll(statements.get(i).ranges());
        }
        return ranges;
    }

    private static OffsetFates fates(Pipeline pipeline) {
        return ranges(pipeline).stream().map(OffsetRange::fates).reduce(OffsetFates.NONE, OffsetFates::plus);
    }

    /**
     * Sends transactions of five records each. Each ends with a marker that takes an offset; the third, sixth, ninth and
     * twelfth are aborted. The fourth record of the second is a tombstone if any is broken.
     */
    private static void transactions(TestStack stack, String topic, List<Long> broken) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", stack.broker().bootstrapServers(), "transactional.id", topic, "linger.ms", 0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int transaction = 0; transaction < TRANSACTIONS; transaction++) {
                producer.beginTransaction();
                long first = transaction * (PER_TRANSACTION + 1L);
                List<Future<RecordMetadata>> sent = LongStream.range(first, first + PER_TRANSACTION)
                        .mapToObj(offset -> producer.send(record(topic, offset, broken)))
                        .toList();
                producer.flush();
                assertThat(sent).allMatch(Future::isDone);
                if (transaction % 3 == 2) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
        }
        stack.topics().send(List.of(record(topic, OFFSETS, List.of())));
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, long offset, List<Long> broken) {
        String value = broken.contains(offset)
                ? "{ no JSON"
                : offset == 9 && !broken.isEmpty() ? null : Events.minimal(Math.toIntExact(offset));
        return new ProducerRecord<>(
                topic, ("k" + offset).getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
    }
}
