/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a worker gives to a task; keeps what the task asked of it. */
final class TestContext implements SinkTaskContext {

    private final Set<TopicPartition> assigned = new HashSet<>();
    private final Map<TopicPartition, Long> seeks = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final List<SinkRecord> letters = new ArrayList<>();
    private final List<Throwable> reasons = new ArrayList<>();
    private long timeout = -1;

    TestContext(Collection<TopicPartition> assigned) {
        this.assigned.addAll(assigned);
    }

    /** What the worker is to seek before it reads on; like a worker, this forgets it. */
    Map<TopicPartition, Long> takeSeeks() {
        Map<TopicPartition, Long> taken = Map.copyOf(seeks);
        seeks.clear();
        return taken;
    }

    Set<TopicPartition> paused() {
        return paused;
    }

    long timeout() {
        return timeout;
    }

    List<SinkRecord> letters() {
        return letters;
    }

    List<Throwable> reasons() {
        return reasons;
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        seeks.putAll(offsets);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        seeks.put(partition, offset);
    }

    @Override
    public void timeout(long timeoutMs) {
        timeout = timeoutMs;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return assigned;
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(List.of(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        paused.removeAll(List.of(partitions));
    }

    @Override
    public void requestCommit() {}

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return (record, error) -> {
            letters.add(record);
            reasons.add(error);
            return CompletableFuture.completedFuture(null);
        };
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException("No metrics here.");
    }
}
