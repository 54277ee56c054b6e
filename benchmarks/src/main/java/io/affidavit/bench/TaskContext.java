/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The context of source tasks that share offsets; a task started later goes on where records were committed. */
final class TaskContext implements SourceTaskContext {

    private final Map<String, String> config;
    private final Map<Map<String, ?>, Map<String, ?>> offsets;

    TaskContext(Map<String, String> config) {
        this(config, new ConcurrentHashMap<>());
    }

    private TaskContext(Map<String, String> config, Map<Map<String, ?>, Map<String, ?>> offsets) {
        this.config = Map.copyOf(config);
        this.offsets = offsets;
    }

    /** The same offsets for a task of another config. */
    TaskContext with(Map<String, String> taskConfig) {
        return new TaskContext(taskConfig, offsets);
    }

    void commit(SourceRecord record) {
        offsets.put(record.sourcePartition(), record.sourceOffset());
    }

    @Override
    public Map<String, String> configs() {
        return config;
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
        return new OffsetStorageReader() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> Map<String, Object> offset(Map<String, T> partition) {
                return (Map<String, Object>) offsets.get(partition);
            }

            @Override
            public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
                partitions.forEach(partition -> found.put(partition, offset(partition)));
                return found;
            }
        };
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException("No metrics in a benchmark.");
    }
}
