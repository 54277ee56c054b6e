/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.topic;

import io.affidavit.cli.output.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed records up to the ends that the topics have when reading starts. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final Map<String, Object> client;
    private final Duration patience;

    /**
     * @param client connection properties of the consumer
     * @param patience how long the broker may stay silent
     */
    public TopicReader(Map<String, Object> client, Duration patience) {
        this.client = Map.copyOf(client);
        this.patience = patience;
    }

    /**
     * Reads topics from their beginnings.
     *
     * @param topic must exist
     * @param others topics that are read too where they exist
     * @throws Failure if the broker cannot be read
     */
    public void read(String topic, Set<String> others, Consumer<ConsumerRecord<byte[], byte[]>> records) {
        read(topic, others, whole -> List.of(whole), records);
    }

    /**
     * Reads parts of a topic, one after the other.
     *
     * @param parts chooses among all offsets of all partitions
     * @throws Failure if the broker cannot be read
     */
    public void read(
            String topic,
            Function<Map<TopicPartition, Offsets>, List<Map<TopicPartition, Offsets>>> parts,
            Consumer<ConsumerRecord<byte[], byte[]>> records) {
        read(topic, Set.of(), parts, records);
    }

    /**
     * Reads parts of topics, one after the other.
     *
     * @param topic must exist
     * @param others topics that are read too where they exist
     * @param parts chooses among all offsets of all partitions
     * @throws Failure if the broker cannot be read
     */
    public void read(
            String topic,
            Set<String> others,
            Function<Map<TopicPartition, Offsets>, List<Map<TopicPartition, Offsets>>> parts,
            Consumer<ConsumerRecord<byte[], byte[]>> records) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            Map<TopicPartition, Offsets> whole = offsets(consumer, partitions(consumer, topic, others));
            for (Map<TopicPartition, Offsets> part : parts.apply(whole)) {
                consumer.assign(part.keySet());
                part.forEach((partition, offsets) -> consumer.seek(partition, offsets.from()));
                readTo(topic, part, consumer, records);
            }
        } catch (KafkaException e) {
            throw Failure.of("Cannot read topic " + topic, e, "Check --bootstrap and --command-config.");
        }
    }

    private void readTo(
            String topic,
            Map<TopicPartition, Offsets> part,
            KafkaConsumer<byte[], byte[]> consumer,
            Consumer<ConsumerRecord<byte[], byte[]>> accept) {
        Map<TopicPartition, Offsets> left = new HashMap<>(part);
        long silentSince = System.nanoTime();
        while (true) {
            left.entrySet()
                    .removeIf(range -> consumer.position(range.getKey(), patience)
                            >= range.getValue().to());
            if (left.isEmpty()) {
                return;
            }
            var records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset()
                        < part.get(new TopicPartition(record.topic(), record.partition()))
                                .to()) {
                    accept.accept(record);
                }
            }
            long now = System.nanoTime();
            silentSince = records.isEmpty() ? silentSince : now;
            if (now - silentSince > patience.toNanos()) {
                throw new Failure("Cannot read topic " + topic + " to its end: no record came for "
                        + patience.toSeconds() + " s. Check that all its partitions have a leader.");
            }
        }
    }

    private Map<TopicPartition, Offsets> offsets(
            KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, patience);
        Map<TopicPartition, Offsets> offsets = new HashMap<>();
        consumer.endOffsets(partitions, patience)
                .forEach((partition, end) -> offsets.put(partition, new Offsets(beginnings.get(partition), end)));
        return offsets;
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic, Set<String> others) {
        Map<String, List<PartitionInfo>> known = consumer.listTopics(patience);
        if (!known.containsKey(topic)) {
            throw new Failure(
                    "Cannot read topic " + topic + ": it does not exist, or may not be described. Check its name.");
        }
        List<TopicPartition> partitions = new ArrayList<>();
        known.forEach((name, infos) -> {
            if (name.equals(topic) || others.contains(name)) {
                infos.forEach(info -> partitions.add(new TopicPartition(name, info.partition())));
            }
        });
        return partitions;
    }

    private KafkaConsumer<byte[], byte[]> open() {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
