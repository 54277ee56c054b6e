/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.broker;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads a compacted topic of one partition from its beginning. */
public final class CompactedTopic {

    private static final Duration POLL = Duration.ofMillis(100);

    private CompactedTopic() {}

    /**
     * Reads every committed record below {@code end}. Where another's transaction is open below it, this waits for its end.
     *
     * @param end offset after the last record, that of an unfinished transaction included
     * @param patience how long to wait without a step forward
     * @throws TimeoutException if the end is not reached
     * @throws org.apache.kafka.common.KafkaException if the broker cannot be read
     */
    public static void read(
            Supplier<KafkaConsumer<byte[], byte[]>> consumers,
            String topic,
            long end,
            Duration patience,
            Consumer<ConsumerRecord<byte[], byte[]>> records) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long position = -1;
            long steppedAt = System.nanoTime();
            while (consumer.position(partition) < end) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                polled.forEach(records);
                long reached = consumer.position(partition);
                if (reached > position) {
                    position = reached;
                    steppedAt = System.nanoTime();
                } else if (System.nanoTime() - steppedAt > patience.toNanos()) {
                    throw new TimeoutException("The end of topic " + topic + " was not reached.");
                }
            }
        }
    }
}
