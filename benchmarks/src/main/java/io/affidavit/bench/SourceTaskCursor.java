/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.source.run.LogsSourceConnector;
import io.affidavit.source.run.LogsSourceTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.connect.source.SourceRecord;

/** Tasks of one of our source connectors, which a rebalance restarts now and then. */
final class SourceTaskCursor implements LateCommitCursor {

    private static final int CALLS_BETWEEN_REBALANCES = 10;
    private static final int MOST_TASKS = 3;

    private final String name;
    private final LogsSourceConnector connector;
    private final Supplier<LogsSourceTask> tasks;
    private final TaskContext context;
    private final List<LogsSourceTask> running = new ArrayList<>();
    private int calls;

    SourceTaskCursor(
            String name, LogsSourceConnector connector, Supplier<LogsSourceTask> tasks, Map<String, String> config) {
        this.name = name;
        this.connector = connector;
        this.tasks = tasks;
        this.context = new TaskContext(config);
        connector.start(config);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    /** Everything that can be had: polls until no task has anything. */
    @Override
    public List<String> next() throws InterruptedException {
        if (calls++ % CALLS_BETWEEN_REBALANCES == 0) {
            rebalance(1 + calls / CALLS_BETWEEN_REBALANCES % MOST_TASKS);
        }
        List<String> keys = new ArrayList<>();
        int before;
        do {
            before = keys.size();
            for (LogsSourceTask task : running) {
                List<SourceRecord> batch = task.poll();
                if (batch != null) {
                    batch.forEach(context::commit);
                    batch.forEach(record -> keys.add((String) record.key()));
                }
            }
        } while (keys.size() > before);
        return keys;
    }

    private void rebalance(int count) {
        close();
        for (Map<String, String> config : connector.taskConfigs(count)) {
            LogsSourceTask task = tasks.get();
            task.initialize(context.with(config));
            task.start(config);
            running.add(task);
        }
    }

    @Override
    public void close() {
        running.forEach(LogsSourceTask::stop);
        running.clear();
    }
}
