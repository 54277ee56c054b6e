/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import io.affidavit.monitor.broker.Clients;
import io.affidavit.monitor.broker.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.connect.errors.ConnectException;

/** Sees to the topics of a gate, and knows how far topics reach. */
final class GateTopics implements AutoCloseable {

    private static final int SEGMENT_BYTES = 16 << 20;

    private final Topics topics;

    GateTopics(Clients clients) {
        this.topics = new Topics(clients);
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
    int partitions(String topic) {
        return topics.partitions(topic)
                .orElseThrow(
                        () -> new ConnectException(
                                "Cannot gate: topic " + topic
                                        + " does not exist. Create it, with the partitions, retention and access rights it should have."));
    }

    /**
     * Makes a topic that keeps the last record of each key, or checks that it is one.
     *
     * @throws ConnectException if it would lose or reorder records
     */
    void keep(String topic) {
        if (topics.createCompacted(topic, SEGMENT_BYTES)) {
            return;
        }
        if (!topics.cleanupPolicy(topic)
                .filter(TopicConfig.CLEANUP_POLICY_COMPACT::equals)
                .isPresent()) {
            throw new ConnectException("Cannot gate: cleanup.policy of topic " + topic
                    + " is not compact, so it would forget what was done. Set cleanup.policy=compact.");
        }
        requireSingle(topic);
    }

    /**
     * @throws ConnectException if the topic has more than one partition, which would leave the order of decisions open
     */
    void requireSingle(String topic) {
        int partitions = partitions(topic);
        if (partitions != 1) {
            throw new ConnectException("Cannot gate: topic " + topic + " has " + partitions
                    + " partitions, and its order counts. Name a topic with one partition.");
        }
    }

    Map<TopicPartition, Extent> extents(Collection<TopicPartition> partitions) {
        Map<String, String> ids = topics.ids(
                partitions.stream().map(TopicPartition::topic).distinct().toList());
        Map<TopicPartition, Long> firsts = topics.starts(partitions);
        Map<TopicPartition, Long> ends = topics.ends(partitions);
        Map<TopicPartition, Extent> extents = new HashMap<>();
        for (TopicPartition partition : partitions) {
            extents.put(partition, new Extent(ids.get(partition.topic()), firsts.get(partition), ends.get(partition)));
        }
        return extents;
    }

    /** The offset after the last record of a topic with one partition, that of an unfinished transaction included. */
    long end(String topic) {
        return topics.end(topic);
    }

    @Override
    public void close() {
        topics.close();
    }
}
