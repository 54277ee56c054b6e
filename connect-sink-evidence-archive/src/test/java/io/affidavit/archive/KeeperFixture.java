/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.io.TempDir;

/** Tables that the sink writes, and a keeper on a clock of its own. */
abstract class KeeperFixture {

    @TempDir
    Path directory;

    final Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
    final ArchiveHarness.TickingClock clock = new ArchiveHarness.TickingClock(ArchiveHarness.NOW);

    static void commit(ArchiveHarness archive, SinkRecord... records) {
        archive.put(records);
        archive.commit();
    }

    /** Runs a task until it has nothing more to forward, and stores its offsets as a worker does. */
    List<SourceRecord> run(Map<String, String> overrides) throws InterruptedException {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "keeper",
                "keeper.tables", "evidence.events",
                "archive.embedded.directory", directory.toString(),
                "archive.catalog.embedded.single.host", "true",
                "keeper.forward", "commit,hold,change,completion,key",
                "archive.signing.key", ArchiveHarness.KEY.toPem()));
        config.putAll(overrides);
        EvidenceKeeperTask task = new EvidenceKeeperTask(clock, Duration.ofMillis(1));
        task.initialize(new StoredOffsets());
        task.start(config);
        List<SourceRecord> all = new ArrayList<>();
        try {
            for (List<SourceRecord> records = task.poll(); records != null; records = task.poll()) {
                records.forEach(record -> offsets.put(record.sourcePartition(), record.sourceOffset()));
                all.addAll(records);
            }
        } finally {
            task.stop();
        }
        return all;
    }

    /** What a worker gives a task to read its offsets by. */
    final class StoredOffsets implements SourceTaskContext, OffsetStorageReader {

        @Override
        public Map<String, String> configs() {
            return Map.of();
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public TransactionContext transactionContext() {
            return null;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return null;
        }

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            Map<String, ?> offset = offsets.get(partition);
            return offset == null ? null : new HashMap<>(offset);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            return partitions.stream().collect(Collectors.toMap(Function.identity(), this::offset));
        }
    }
}
