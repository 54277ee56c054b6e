/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.gaps;

import io.affidavit.archive.evidence.statement.OffsetSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Explains gaps by reading the topic over them with a consumer of its own, in no group. An offset is explained when the
 * consumer was led past it and saw no record there. What lies before the beginning of the topic stays unexplained: nobody
 * can say any more what stood there. Not thread-safe.
 */
public final class TopicScan implements GapExplainer {

    private static final Logger LOG = LoggerFactory.getLogger(TopicScan.class);

    private final Consumer<byte[], byte[]> consumer;
    private final ScanBudget budget;

    TopicScan(Consumer<byte[], byte[]> consumer, ScanBudget budget) {
        this.consumer = consumer;
        this.budget = budget;
    }

    /**
     * @param consumer as {@link ScanConsumer#properties} makes them
     * @throws org.apache.kafka.common.KafkaException when no consumer can be made of them
     */
    public static TopicScan open(Map<String, Object> consumer, ScanBudget budget) {
        return new TopicScan(new KafkaConsumer<>(consumer), budget);
    }

    @Override
    public Map<TopicPartition, List<OffsetSpan>> unexplained(Map<TopicPartition, List<OffsetSpan>> gaps) {
        ScanBudget.Meter left = budget.begin();
        Map<TopicPartition, List<OffsetSpan>> unexplained = new HashMap<>();
        gaps.forEach((partition, spans) ->
                unexplained.put(partition, spans.isEmpty() ? spans : unexplained(partition, spans, left)));
        return unexplained;
    }

    private List<OffsetSpan> unexplained(TopicPartition partition, List<OffsetSpan> spans, ScanBudget.Meter left) {
        PartitionScan scan = new PartitionScan(consumer, partition, spans);
        try {
            consumer.assign(Set.of(partition));
            scan.run(left);
        } catch (RuntimeException e) {
            LOG.warn("Cannot explain gaps of {}: {}", partition, e.getClass().getName());
        }
        return scan.unexplained();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
