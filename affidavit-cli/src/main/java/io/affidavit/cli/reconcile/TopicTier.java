/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.output.Failure;
import io.affidavit.source.spi.PositionText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topic and the quarantine topic, read from the beginning to the ends found at the start, committed records only.
 * Joins no group and leaves no trace on the broker.
 */
final class TopicTier implements Tier {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final Map<String, Object> client;
    private final String topic;
    private final Set<String> quarantineTopics;
    private final Origin origin;
    private final PositionText positions;
    private final Duration patience;
    private long unreadable;

    /**
     * @param client connection properties of the consumer
     * @param quarantineTopics topics that hold references to rows; those that do not exist are passed over
     * @param patience how long the broker may stay silent
     */
    TopicTier(
            Map<String, Object> client,
            String topic,
            Set<String> quarantineTopics,
            Origin origin,
            PositionText positions,
            Duration patience) {
        this.client = Map.copyOf(client);
        this.topic = topic;
        this.quarantineTopics = Set.copyOf(quarantineTopics);
        this.origin = origin;
        this.positions = positions;
        this.patience = patience;
    }

    @Override
    public TierName name() {
        return TierName.TOPIC;
    }

    @Override
    public long unreadable() {
        return unreadable;
    }

    @Override
    public void read(LongPredicate windows, Consumer<Sighting> rows) {
        unreadable = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer), patience);
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            readTo(ends, consumer, rows);
        } catch (KafkaException e) {
            throw Failure.of("Cannot read topic " + topic, e, "Check --bootstrap and --command-config.");
        }
    }

    private void readTo(
            Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer, Consumer<Sighting> rows) {
        Map<TopicPartition, Long> left = new HashMap<>(ends);
        long silentSince = System.nanoTime();
        while (true) {
            left.entrySet().removeIf(end -> consumer.position(end.getKey(), patience) >= end.getValue());
            if (left.isEmpty()) {
                return;
            }
            var records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                boolean inTime = record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()));
                if (inTime && record.value() != null) {
                    show(record, rows);
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

    private void show(ConsumerRecord<byte[], byte[]> record, Consumer<Sighting> rows) {
        Optional<TopicRecord> row = TopicRecord.of(record);
        if (row.isEmpty()) {
            unreadable++;
            return;
        }
        TopicRecord seen = row.get();
        if (!origin.is(seen.system(), seen.instance(), seen.entity())) {
            return;
        }
        try {
            rows.accept(new Sighting(
                    positions.parse(seen.position()),
                    seen.key(),
                    seen.rowHash(),
                    quarantineTopics.contains(record.topic())));
        } catch (IllegalArgumentException e) {
            unreadable++;
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        Map<String, List<PartitionInfo>> known = consumer.listTopics(patience);
        if (!known.containsKey(topic)) {
            throw new Failure(
                    "Cannot read topic " + topic + ": it does not exist, or may not be described. Check --topic.");
        }
        List<TopicPartition> partitions = new ArrayList<>();
        known.forEach((name, infos) -> {
            if (name.equals(topic) || quarantineTopics.contains(name)) {
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
