/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import io.affidavit.core.policy.PolicyException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The one partition of a policy topic, read from its beginning without a group. For one thread. */
final class PolicyTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration REQUEST = Duration.ofSeconds(10);
    /** How often the broker is asked where the topic ends: what says that it is there, and that nothing was missed. */
    private static final int POLLS_PER_CHECK = 4;

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private int polls;
    private boolean behind = true;
    private boolean atEnd;

    /**
     * @throws PolicyException if the topic is missing or has more than one partition
     * @throws org.apache.kafka.common.KafkaException if the broker cannot be asked
     */
    private PolicyTopic(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.partition = new TopicPartition(topic, 0);
        List<PartitionInfo> partitions = consumer.partitionsFor(topic, REQUEST);
        if (partitions == null || partitions.isEmpty()) {
            throw new PolicyException(
                    "topic " + topic + " does not exist; make it with: affidavit policy publish --create");
        }
        if (partitions.size() > 1) {
            throw new PolicyException(
                    "topic " + topic + " has more than one partition, which leaves the order of what is "
                            + "published open; use a topic with one");
        }
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** @param client settings of a consumer */
    static PolicyTopic open(Map<String, Object> client, String topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            return new PolicyTopic(consumer, topic);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Waits a while for records and hands them on; returns whether any was of interest. */
    boolean poll(BiPredicate<byte[], byte[]> take) {
        boolean taken = false;
        int count = 0;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            taken |= take.test(record.key(), record.value());
            count++;
        }
        atEnd = false;
        if (count > 0 || behind || ++polls >= POLLS_PER_CHECK) {
            polls = 0;
            check();
        }
        return taken;
    }

    /** Whether the broker said during the last poll that there is no more. */
    boolean atEnd() {
        return atEnd;
    }

    private void check() {
        long end = consumer.endOffsets(List.of(partition), REQUEST).get(partition);
        long position = consumer.position(partition, REQUEST);
        if (position > end) {
            // the topic was made anew
            consumer.seekToBeginning(List.of(partition));
        }
        behind = position != end;
        atEnd = !behind;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
