/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics, and knows what they are like and how far their partitions reach. */
public final class Topics implements AutoCloseable {

    private static final Duration KNOWN_LIMIT = Duration.ofSeconds(30);
    private static final long KNOWN_PAUSE_MILLIS = 50;

    private final Admin admin;

    public Topics(Clients clients) {
        this.admin = clients.admin();
    }

    /** The cleanup.policy of a topic; empty if there is no such topic. */
    @SuppressWarnings("UnusedException") // the answer is that there is none
    public Optional<String> cleanupPolicy(String topic) {
        try {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            return Optional.of(Answers.wait(
                            admin.describeConfigs(List.of(resource)).values().get(resource))
                    .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                    .value());
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes a topic of one partition that keeps the last record of each key, unless there is one of this name. Returns when it
     * is known: brokers hear of a new topic one after the other.
     *
     * @param segmentBytes small, so that compaction keeps what must be read at every start small
     * @return whether it was made
     */
    @SuppressWarnings("UnusedException") // somebody else was faster
    public boolean createCompacted(String topic, int segmentBytes) {
        Map<String, String> config = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Integer.toString(segmentBytes),
                TopicConfig.SEGMENT_MS_CONFIG,
                "600000",
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                "0.1");
        try {
            Answers.wait(
                    admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()).configs(config)))
                            .all());
            awaitKnown(topic);
            return true;
        } catch (TopicExistsException e) {
            awaitKnown(topic);
            return false;
        }
    }

    private void awaitKnown(String topic) {
        long deadline = System.nanoTime() + KNOWN_LIMIT.toNanos();
        while (partitions(topic).isEmpty() && System.nanoTime() - deadline < 0) {
            try {
                Thread.sleep(KNOWN_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptException(e);
            }
        }
    }

    /** How many partitions a topic has; empty if there is no such topic. */
    @SuppressWarnings("UnusedException") // the answer is that there is none
    public Optional<Integer> partitions(String topic) {
        try {
            return Optional.of(described(List.of(topic)).get(topic).partitions().size());
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    /** What tells each topic from one of the same name that was created later. */
    public Map<String, String> ids(Collection<String> topics) {
        return described(topics).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().topicId().toString()));
    }

    /** The first offset of each partition that is still there. */
    public Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** The offset after the last record of each partition, unfinished transactions included. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    /** The offset after the last record of a topic with one partition, that of an unfinished transaction included. */
    public long end(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        return ends(List.of(partition)).get(partition);
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Answers.wait(admin.listOffsets(asked).all())
                .forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private Map<String, TopicDescription> described(Collection<String> topics) {
        return Answers.wait(admin.describeTopics(topics).allTopicNames());
    }
}
