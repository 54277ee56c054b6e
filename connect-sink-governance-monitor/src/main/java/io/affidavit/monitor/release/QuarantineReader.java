/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.release;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads single committed records. Decisions are rare: each opens a consumer of its own. */
public final class QuarantineReader {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Supplier<KafkaConsumer<byte[], byte[]>> consumers;

    public QuarantineReader(Supplier<KafkaConsumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * The record at a place.
     *
     * @throws RefusedException if it has expired, or there is none
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer
     */
    ConsumerRecord<byte[], byte[]> read(Place place) {
        TopicPartition partition = place.topicPartition();
        try (KafkaConsumer<byte[], byte[]> consumer = consumers.get()) {
            boolean exists = consumer.partitionsFor(place.topic()).stream()
                    .anyMatch(info -> info.partition() == place.partition());
            if (!exists) {
                throw new RefusedException(Rules.UNKNOWN);
            }
            List<TopicPartition> one = List.of(partition);
            consumer.assign(one);
            if (place.offset() < consumer.beginningOffsets(one).get(partition)) {
                throw new RefusedException(Rules.EXPIRED);
            }
            if (place.offset() >= consumer.endOffsets(one).get(partition)) {
                throw new RefusedException(Rules.UNKNOWN);
            }
            consumer.seek(partition, place.offset());
            return found(consumer, place);
        }
    }

    private static ConsumerRecord<byte[], byte[]> found(KafkaConsumer<byte[], byte[]> consumer, Place place) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                ConsumerRecord<byte[], byte[]> first = records.iterator().next();
                if (first.offset() == place.offset()) {
                    return first;
                }
                throw new RefusedException(Rules.UNKNOWN);
            }
            if (consumer.position(place.topicPartition()) > place.offset()) {
                throw new RefusedException(Rules.UNKNOWN);
            }
        }
        throw new TimeoutException("No record came from partition " + place.topicPartition() + ".");
    }
}
