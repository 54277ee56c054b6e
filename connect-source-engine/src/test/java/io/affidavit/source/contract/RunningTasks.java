/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.contract;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.run.LogsSourceConnector;
import io.affidavit.source.run.LogsSourceTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Runs tasks as a worker does, keeping their offsets; what is delivered is collected in order. */
public class RunningTasks implements AutoCloseable {

    private final Supplier<? extends LogsSourceConnector> connectors;
    private final Map<String, String> config;
    private final Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
    private final List<LogsSourceTask> tasks = new ArrayList<>();
    private final List<SourceRecord> delivered = new ArrayList<>();
    private TransactionContext transactions;
    private Metrics metrics;

    /** @param connectors makes the connector to run */
    public RunningTasks(Supplier<? extends LogsSourceConnector> connectors, Map<String, String> config) {
        this.connectors = connectors;
        this.config = config;
    }

    public RunningTasks with(TransactionContext context) {
        this.transactions = context;
        return this;
    }

    public RunningTasks with(Metrics registry) {
        this.metrics = registry;
        return this;
    }

    /** Starts as many tasks, stopping those that ran: a rebalance. */
    public RunningTasks start(int count) {
        stop();
        LogsSourceConnector connector = connectors.get();
        connector.start(config);
        for (Map<String, String> taskConfig : connector.taskConfigs(count)) {
            LogsSourceTask task = taskOf(connector);
            task.initialize(new Context());
            task.start(taskConfig);
            tasks.add(task);
        }
        return this;
    }

    private static LogsSourceTask taskOf(LogsSourceConnector connector) {
        try {
            return (LogsSourceTask)
                    connector.taskClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Polls each task in turn until a round of polls found nothing for the time given. */
    public List<SourceRecord> drain(Duration quiet) {
        return pollUntil(records -> false, quiet);
    }

    /** Polls until the records of this call satisfy the condition, or nothing came for the time given. */
    public List<SourceRecord> pollUntil(Predicate<List<SourceRecord>> enough, Duration quiet) {
        List<SourceRecord> fresh = new ArrayList<>();
        long last = System.nanoTime();
        while (System.nanoTime() - last < quiet.toNanos() && !enough.test(fresh)) {
            for (LogsSourceTask task : tasks) {
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
    public List<SourceRecord> pollOnce() {
        return poll(tasks.get(0));
    }

    /** The first task's next page, or an empty one where nothing comes within two seconds; nothing of it is committed. */
    public List<SourceRecord> pollPage() {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < 2_000_000_000L) {
            List<SourceRecord> page = pollOnce();
            if (page != null) {
                return page;
            }
        }
        return List.of();
    }

    private static List<SourceRecord> poll(LogsSourceTask task) {
        try {
            return task.poll();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void commit(SourceRecord record) {
        if (record.sourceOffset() == null) {
            // as Connect stores it
            offsets.remove(record.sourcePartition());
        } else {
            offsets.put(record.sourcePartition(), record.sourceOffset());
        }
        delivered.add(record);
    }

    public List<SourceRecord> delivered() {
        return delivered;
    }

    public List<String> keys() {
        return delivered.stream()
                .map(record -> GovHeaders.text(record.headers(), GovHeaders.SOURCE_KEY))
                .toList();
    }

    public Map<Map<String, ?>, Map<String, ?>> offsets() {
        return offsets;
    }

    public void stop() {
        tasks.forEach(LogsSourceTask::stop);
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
