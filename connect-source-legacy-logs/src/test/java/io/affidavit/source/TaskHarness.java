/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.core.tags.GovHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Runs tasks as a worker does, keeping their offsets; what is delivered is collected in order. */
final class TaskHarness implements AutoCloseable {

    private final Map<String, String> config;
    private final Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
    private final List<PostgresLogsSourceTask> tasks = new ArrayList<>();
    private final List<SourceRecord> delivered = new ArrayList<>();
    private TransactionContext transactions;
    private Metrics metrics;

    TaskHarness(Map<String, String> config) {
        this.config = config;
    }

    static Map<String, String> config(EmbeddedServer.Database database, String table, String cursor) {
        Map<String, String> config = new HashMap<>();
        config.put("name", "test");
        config.put("topic", "rows");
        config.put("source.url", database.url());
        config.put("source.user", "postgres");
        config.put("source.password", "postgres");
        config.put("source.table", table);
        config.put("source.cursor.column", cursor);
        config.put("source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        config.put("source.lag", "1ms");
        config.put("source.poll.interval", "20ms");
        return config;
    }

    TaskHarness with(TransactionContext context) {
        this.transactions = context;
        return this;
    }

    TaskHarness with(Metrics registry) {
        this.metrics = registry;
        return this;
    }

    /** Starts as many tasks, stopping those that ran: a rebalance. */
    TaskHarness start(int count) {
        stop();
        PostgresLogsSourceConnector connector = new PostgresLogsSourceConnector();
        connector.start(config);
        for (Map<String, String> taskConfig : connector.taskConfigs(count)) {
            PostgresLogsSourceTask task = new PostgresLogsSourceTask();
            task.initialize(new Context());
            task.start(taskConfig);
            tasks.add(task);
        }
        return this;
    }

    /** Polls each task in turn until a round of polls found nothing for the time given. */
    List<SourceRecord> drain(Duration quiet) {
        return pollUntil(records -> false, quiet);
    }

    /** Polls until the records of this call satisfy the condition, or nothing came for the time given. */
    List<SourceRecord> pollUntil(Predicate<List<SourceRecord>> enough, Duration quiet) {
        List<SourceRecord> fresh = new ArrayList<>();
        long last = System.nanoTime();
        while (System.nanoTime() - last < quiet.toNanos() && !enough.test(fresh)) {
            for (PostgresLogsSourceTask task : tasks) {
                List<SourceRecord> batch = poll(task);
                if (batch != null) {
                    last = System.nanoTime();
                    batch.forEach(this::commit);
                    fresh.addAll(batch);
                }
            }
        }
        return fresh;
    }

    /** One poll of the first task, without committing what it returns. */
    List<SourceRecord> pollOnce() {
        return poll(tasks.get(0));
    }

    private static List<SourceRecord> poll(PostgresLogsSourceTask task) {
        try {
            return task.poll();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void commit(SourceRecord record) {
        if (record.sourceOffset() == null) {
            // as Connect stores it
            offsets.remove(record.sourcePartition());
        } else {
            offsets.put(record.sourcePartition(), record.sourceOffset());
        }
        delivered.add(record);
    }

    List<SourceRecord> delivered() {
        return delivered;
    }

    List<String> keys() {
        return delivered.stream()
                .map(record -> GovHeaders.text(record.headers(), GovHeaders.SOURCE_KEY))
                .toList();
    }

    Map<Map<String, ?>, Map<String, ?>> offsets() {
        return offsets;
    }

    void stop() {
        tasks.forEach(PostgresLogsSourceTask::stop);
        tasks.clear();
    }

    @Override
    public void close() {
        stop();
    }

    private final class Context implements SourceTaskContext {

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
                public <T> Map<Map<String, T>, Map<String, Object>> offsets(
                        java.util.Collection<Map<String, T>> partitions) {
                    Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
                    for (Map<String, T> partition : Set.copyOf(partitions)) {
                        found.put(partition, offset(partition));
                    }
                    return found;
                }
            };
        }

        @Override
        public TransactionContext transactionContext() {
            return transactions;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return metrics == null ? null : new PluginMetricsImpl(metrics, Map.of());
        }
    }
}
