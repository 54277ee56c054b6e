/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Source offsets as a worker stores them: maps of texts and numbers. */
final class ReplayOffsets implements OffsetStorageReader {

    private final Map<Map<String, ?>, Map<String, Object>> stored = new HashMap<>();

    void put(Map<String, ?> partition, Map<String, ?> offset) {
        stored.put(partition, new HashMap<>(offset));
    }

    void clear() {
        stored.clear();
    }

    boolean isEmpty() {
        return stored.isEmpty();
    }

    /** Whether a replay has ended. */
    boolean isDone() {
        return stored.values().stream().anyMatch(offset -> offset.containsKey("done"));
    }

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
        return stored.get(partition);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        throw new UnsupportedOperationException("not used");
    }

    SourceTaskContext context() {
        return new SourceTaskContext() {
            @Override
            public Map<String, String> configs() {
                return Map.of();
            }

            @Override
            public OffsetStorageReader offsetStorageReader() {
                return ReplayOffsets.this;
            }

            @Override
            public PluginMetrics pluginMetrics() {
                return null;
            }
        };
    }
}
