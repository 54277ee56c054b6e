/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.source.JdbcLogsSourceConnector;
import io.affidavit.source.JdbcLogsSourceTask;
import io.affidavit.stack.MariaDbProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A MariaDB table whose rows get the time of their statement from the database. */
final class MariaDbLateCommits implements LateCommitStore {

    private static final String DATABASE = "late";

    private final MariaDbProcess server;

    private MariaDbLateCommits(MariaDbProcess server) {
        this.server = server;
    }

    static LateCommitStore open(Path directory) throws SQLException {
        MariaDbProcess server = new MariaDbProcess(directory);
        server.start("--innodb-flush-log-at-trx-commit=0", "--max-connections=100");
        try (Connection connection = server.connect("mysql");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
            statement.execute("CREATE TABLE late.late (id bigint unsigned AUTO_INCREMENT PRIMARY KEY,"
                    + " at timestamp(6) NOT NULL DEFAULT current_timestamp(6), w int)");
            statement.execute("CREATE INDEX by_time ON late.late (at, id)");
        }
        return new MariaDbLateCommits(server);
    }

    @Override
    public String name() {
        return "MariaDB";
    }

    @Override
    public List<LateCommitCursor> cursors() throws SQLException {
        return List.of(
                new SqlCursor(
                        "id > last",
                        server.connect(DATABASE),
                        "SELECT id, id FROM late WHERE id > CAST(? AS UNSIGNED) ORDER BY id",
                        "0"),
                byTime("(time, id), no lag", 0),
                byTime("(time, id), lag 1 s", 1),
                byTime("(time, id), lag 5 s", 5),
                ours("Affidavit, by time", "at"),
                ours("Affidavit, by id", "id"));
    }

    private LateCommitCursor byTime(String name, int lagSeconds) throws SQLException {
        String sql = "SELECT id, at, id FROM late WHERE (at, id) > (?, CAST(? AS UNSIGNED))"
                + " AND at < now(6) - INTERVAL " + lagSeconds + " SECOND ORDER BY at, id";
        return new SqlCursor(name, server.connect(DATABASE), sql, "2000-01-01 00:00:00", "0");
    }

    private LateCommitCursor ours(String name, String cursor) {
        Map<String, String> config = new HashMap<>();
        config.put("name", "bench");
        config.put("topic", "rows");
        config.put("source.url", server.jdbcUrl(DATABASE));
        config.put("source.user", MariaDbProcess.USER);
        config.put("source.table", "late");
        config.put("source.cursor.column", cursor);
        config.put("source.poll.interval", "50ms");
        // what a statement may have waited before the first look
        config.put("source.lag", "2s");
        config.put("source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        return new SourceTaskCursor(name, new JdbcLogsSourceConnector(), JdbcLogsSourceTask::new, config);
    }

    @Override
    public Writer writer(Duration clockAhead) throws SQLException {
        return new TransactionWriter(server.connect(DATABASE), "INSERT INTO late (w) VALUES (1)", insert -> {});
    }

    @Override
    public Set<String> keys() throws SQLException {
        Set<String> keys = new HashSet<>();
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM late")) {
            while (row.next()) {
                keys.add(row.getString(1));
            }
        }
        return keys;
    }

    @Override
    public void close() {
        server.close();
    }
}
