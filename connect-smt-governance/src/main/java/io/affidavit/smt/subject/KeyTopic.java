/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.subject;

import io.affidavit.smt.seal.WrappedKey;
import io.affidavit.smt.topic.AckedWriter;
import io.affidavit.smt.topic.NotAckedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The compacted topic that keeps the subjects' keys, each a record of its own: {@link WrappedKey} says in which form. Not safe
 * for concurrent use.
 */
public final class KeyTopic implements AutoCloseable {

    /** Twice as long as a reader may pause before it reads everything again. */
    private static final Duration SHORTEST_TOMBSTONES = KeyFeed.LONGEST_PAUSE.multipliedBy(2);

    private static final Duration POLL = Duration.ofMillis(200);

    private final KeyTopicSettings settings;
    private final List<TopicPartition> partitions;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private AckedWriter writer;

    private KeyTopic(
            KeyTopicSettings settings, List<TopicPartition> partitions, KafkaConsumer<byte[], byte[]> consumer) {
        this.settings = settings;
        this.partitions = partitions;
        this.consumer = consumer;
    }

    /**
     * Opens the topic at its beginning.
     *
     * @throws KeyTopicException if it cannot be reached, does not exist, or forgets keys by itself
     */
    @SuppressWarnings("UnusedException") // its class says enough, and its message could hold anything
    public static KeyTopic open(KeyTopicSettings settings) {
        try {
            List<TopicPartition> partitions = checked(settings);
            Map<String, Object> client = new HashMap<>(settings.client());
            client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
            client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
            client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                    settings.timeout().toMillis());
            KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new KeyTopic(settings, partitions, consumer);
        } catch (KeyTopicException e) {
            throw e;
        } catch (KafkaException e) {
            throw failed("open", settings, e.getClass().getSimpleName());
        }
    }

    /**
     * Reads on to the end that the topic has now.
     *
     * @param keys takes each key or tombstone, in the order of its partition
     * @throws KeyTopicException if the end is not reached
     */
    @SuppressWarnings("UnusedException") // its class says enough, and its message could hold anything
    public void readToEnd(Consumer<WrappedKey> keys) {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, settings.timeout());
            long silentSince = System.nanoTime();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    keys.accept(key(record));
                }
                long now = System.nanoTime();
                silentSince = records.isEmpty() ? silentSince : now;
                if (now - silentSince > settings.timeout().toNanos()) {
                    throw failed("read", settings, "no record came for " + settings.timeout());
                }
            }
        } catch (KeyTopicException e) {
            throw e;
        } catch (KafkaException e) {
            throw failed("read", settings, e.getClass().getSimpleName());
        }
    }

    /**
     * Keeps a key, or erases it. Returns once all in-sync replicas have it.
     *
     * @throws KeyTopicException if that is not certain
     */
    @SuppressWarnings("UnusedException") // what they say is told
    public void write(WrappedKey key) {
        try {
            if (writer == null) {
                writer = AckedWriter.open(settings.client(), settings.topic(), settings.timeout());
            }
            writer.write(key.recordKey(), key.recordValue());
        } catch (NotAckedException e) {
            throw failed("write to", settings, e.getMessage());
        } catch (KafkaException e) {
            throw failed("write to", settings, e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        try {
            consumer.close();
        } finally {
            if (writer != null) {
                writer.close();
            }
        }
    }

    @SuppressWarnings("UnusedException") // the place says enough
    private WrappedKey key(ConsumerRecord<byte[], byte[]> record) {
        try {
            return WrappedKey.of(record.key(), record.value());
        } catch (IllegalArgumentException e) {
            throw failed(
                    "read",
                    settings,
                    "the record of partition " + record.partition() + ", offset " + record.offset()
                            + " is no key of ours");
        }
    }

    /** The partitions of a topic that is fit to keep keys. */
    private static List<TopicPartition> checked(KeyTopicSettings settings) {
        Map<String, Object> client = new HashMap<>(settings.client());
        client.put("default.api.timeout.ms", (int) settings.timeout().toMillis());
        client.put("request.timeout.ms", (int) settings.timeout().toMillis());
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
        try (Admin admin = Admin.create(client)) {
            long wait = settings.timeout().toMillis();
            var described = admin.describeTopics(List.of(settings.topic()))
                    .allTopicNames()
                    .get(wait, TimeUnit.MILLISECONDS)
                    .get(settings.topic());
            Config config = admin.describeConfigs(List.of(resource))
                    .all()
                    .get(wait, TimeUnit.MILLISECONDS)
                    .get(resource);
            refuseForgetful(config, settings);
            return described.partitions().stream()
                    .map(partition -> new TopicPartition(settings.topic(), partition.partition()))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("describe", settings, "interrupted");
        } catch (ExecutionException e) {
            throw failed("describe", settings, e.getCause().getClass().getSimpleName());
        } catch (TimeoutException e) {
            throw failed("describe", settings, e.getClass().getSimpleName());
        }
    }

    private static void refuseForgetful(Config config, KeyTopicSettings settings) {
        String cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        if (!cleanup.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw failed(
                    "use",
                    settings,
                    "its cleanup.policy is " + cleanup
                            + ", so that keys would be lost or never erased; set it to compact");
        }
        long tombstones = Long.parseLong(
                config.get(TopicConfig.DELETE_RETENTION_MS_CONFIG).value());
        if (tombstones < SHORTEST_TOMBSTONES.toMillis()) {
            throw failed(
                    "use",
                    settings,
                    "its delete.retention.ms is " + tombstones
                            + ", so that readers could miss that a key is erased; set it to "
                            + SHORTEST_TOMBSTONES.toMillis() + " or more");
        }
    }

    private static KeyTopicException failed(String what, KeyTopicSettings settings, String why) {
        return new KeyTopicException("Cannot " + what + " key topic " + settings.topic() + ": " + why
                + ". Nothing is sealed or revealed for single subjects until it can be; make the topic with "
                + "cleanup.policy=compact and give this client the rights to describe, read and write it.");
    }
}
