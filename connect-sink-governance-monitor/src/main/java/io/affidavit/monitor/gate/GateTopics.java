/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.connect.errors.ConnectException;

/** Sees to the topics of a gate, and knows how far topics reach. */
final class GateTopics implements AutoCloseable {

    /** Small segments, so that compaction keeps what must be read at every start small. */
    private static final Map<String, String> KEPT = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            Integer.toString(16 << 20),
            TopicConfig.SEGMENT_MS_CONFIG,
            "600000",
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.1");

    private final Admin admin;

    GateTopics(Admin admin) {
        this.admin = admin;
    }

    /**
     * How far a partition reaches.
     *
     * @param first offset of the first record that is still there
     * @param end offset after the last one
     */
    record Extent(String topicId, long first, long end) {}

    /**
     * How many partitions a topic has.
     *
     * @throws ConnectException if it does not exist
     */
    @SuppressWarnings("UnusedException") // its message says less than ours
    int partitions(String topic) {
        try {
            return described(List.of(topic)).get(topic).partitions().size();
        } catch (UnknownTopicOrPartitionException e) {
            throw new ConnectException(
                    "Cannot gate: topic " + topic + " does not exist. Create it, with the partitions,"
                            + " retention and access rights it should have.");
        }
    }

    /**
     * Makes a topic that keeps the last record of each key, or checks that it is one.
     *
     * @throws ConnectException if it would lose or reorder records
     */
    @SuppressWarnings("UnusedException") // another task was faster
    void keep(String topic) {
        try {
            wait(admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()).configs(KEPT)))
                    .all());
        } catch (TopicExistsException e) {
            checkKept(topic);
        }
    }

    /**
     * @throws ConnectException if the topic has more than one partition, which would leave the order of decisions open
     */
    void requireSingle(String topic) {
        int partitions = partitions(topic);
        if (partitions != 1) {
            throw new ConnectException("Cannot gate: topic " + topic + " has " + partitions
                    + " partitions, and its order" + " counts. Name a topic with one partition.");
        }
    }

    Map<TopicPartition, Extent> extents(Collection<TopicPartition> partitions) {
        Map<String, TopicDescription> described = described(
                partitions.stream().map(TopicPartition::topic).distinct().toList());
        Map<TopicPartition, Long> firsts = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Extent> extents = new HashMap<>();
        for (TopicPartition partition : partitions) {
            String id = described.get(partition.topic()).topicId().toString();
            extents.put(partition, new Extent(id, firsts.get(partition), ends.get(partition)));
        }
        return extents;
    }

    /** The offset after the last record of a topic with one partition, that of an unfinished transaction included. */
    long end(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        return offsets(List.of(partition), OffsetSpec.latest()).get(partition);
    }

    @Override
    public void close() {
        admin.close();
    }

    private void checkKept(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = wait(admin.describeConfigs(List.of(resource)).values().get(resource));
        if (!TopicConfig.CLEANUP_POLICY_COMPACT.equals(
                config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value())) {
            throw new ConnectException("Cannot gate: cleanup.policy of topic " + topic
                    + " is not compact, so it would forget what was done. Set cleanup.policy=compact.");
        }
        requireSingle(topic);
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        wait(admin.listOffsets(asked).all()).forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private Map<String, TopicDescription> described(List<String> topics) {
        return wait(admin.describeTopics(topics).allTopicNames());
    }

    /** What a broker answers, or the error that it answers with. */
    private static <T> T wait(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException error ? error : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
