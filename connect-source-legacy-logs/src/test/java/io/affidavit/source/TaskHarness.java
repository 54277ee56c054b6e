/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.source.contract.RunningTasks;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.connect.source.TransactionContext;

/** Runs tasks of the PostgreSQL source. */
final class TaskHarness extends RunningTasks {

    TaskHarness(Map<String, String> config) {
        super(PostgresLogsSourceConnector::new, config);
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

    @Override
    public TaskHarness with(TransactionContext context) {
        super.with(context);
        return this;
    }

    @Override
    public TaskHarness with(Metrics registry) {
        super.with(registry);
        return this;
    }

    @Override
    public TaskHarness start(int count) {
        super.start(count);
        return this;
    }
}
