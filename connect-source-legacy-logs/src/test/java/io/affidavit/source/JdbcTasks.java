/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.source.contract.RunningTasks;
import java.util.HashMap;
import java.util.Map;

/** Runs tasks of the source for MariaDB and SQLite. */
final class JdbcTasks {

    private JdbcTasks() {}

    static RunningTasks of(Map<String, String> config) {
        return new RunningTasks(JdbcLogsSourceConnector::new, config);
    }

    static Map<String, String> config(InnoDbDatabase database, String table, String cursor) {
        Map<String, String> config = config(database.url(), table, cursor);
        config.put("source.user", "root");
        return config;
    }

    static Map<String, String> config(SqliteFile file, String table, String cursor) {
        return config(file.url(), table, cursor);
    }

    private static Map<String, String> config(String url, String table, String cursor) {
        Map<String, String> config = new HashMap<>();
        config.put("name", "test");
        config.put("topic", "rows");
        config.put("source.url", url);
        config.put("source.table", table);
        config.put("source.cursor.column", cursor);
        config.put("source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        config.put("source.lag", "1ms");
        config.put("source.poll.interval", "20ms");
        return config;
    }
}
