/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The context of a task that owns its partitions from the start to the end of a run; seeks do not happen. */
final class PlainContext implements SinkTaskContext {

    private final Map<String, String> configs;
    private final Collection<TopicPartition> partitions;
    private long timeout = Long.MAX_VALUE;

    PlainContext(Map<String, String> configs, Collection<TopicPartition> partitions) {
        this.configs = configs;
        this.partitions = partitions;
    }

    /** Milliseconds after which the task last asked to be called; like a worker, this forgets it. */
    long timeout() {
        long asked = timeout;
        timeout = Long.MAX_VALUE;
        return asked;
    }

    @Override
    public Map<String, String> configs() {
        return configs;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {}

    @Override
    public void offset(TopicPartition partition, long offset) {}

    @Override
    public void timeout(long timeoutMs) {
        timeout = timeoutMs;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return Set.copyOf(partitions);
    }

    @Override
    public void pause(TopicPartition... partitions) {}

    @Override
    public void resume(TopicPartition... partitions) {}

    @Override
    public void requestCommit() {}

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return null;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException("No metrics in a benchmark.");
    }
}
