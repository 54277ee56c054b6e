/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.source.PostgresLogsSourceConnector;
import io.affidavit.source.PostgresLogsSourceTask;
import io.affidavit.stack.LocalPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A PostgreSQL table whose numbers the database sets, and whose times the database or the writers. */
final class PostgresLateCommits implements LateCommitStore {

    private final LocalPostgres server;
    private final boolean writersSetTimes;

    private PostgresLateCommits(LocalPostgres server, boolean writersSetTimes) {
        this.server = server;
        this.writersSetTimes = writersSetTimes;
    }

    static LateCommitStore withTimesOfTheDatabase(Path directory) throws SQLException {
        return open(directory, false);
    }

    static LateCommitStore withTimesOfWriters(Path directory) throws SQLException {
        return open(directory, true);
    }

    private static LateCommitStore open(Path directory, boolean writersSetTimes) throws SQLException {
        LocalPostgres server = LocalPostgres.start(directory, Map.of("fsync", "off"));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE late (id bigserial PRIMARY KEY, at timestamptz NOT NULL"
                    + (writersSetTimes ? "" : " DEFAULT now()") + ", w int)");
            statement.execute("CREATE INDEX ON late (at, id)");
        }
        return new PostgresLateCommits(server, writersSetTimes);
    }

    @Override
    public String name() {
        return writersSetTimes ? "PostgreSQL, writers' times" : "PostgreSQL";
    }

    @Override
    public List<LateCommitCursor> cursors() throws SQLException {
        return List.of(
                new SqlCursor(
                        "id > last", server.connect(), "SELECT id, id FROM late WHERE id > ?::bigint ORDER BY id", "0"),
                byTime("(time, id), no lag", "0 s"),
                byTime("(time, id), lag 1 s", "1 s"),
                byTime("(time, id), lag 5 s", "5 s"),
                ours("Affidavit, by time", "at"),
                ours("Affidavit, by id", "id"));
    }

    private LateCommitCursor byTime(String name, String lag) throws SQLException {
        String sql = "SELECT id, at, id FROM late WHERE (at, id) > (?::timestamptz, ?::bigint)"
                + " AND at < clock_timestamp() - interval '" + lag + "' ORDER BY at, id";
        return new SqlCursor(name, server.connect(), sql, "-infinity", "0");
    }

    private LateCommitCursor ours(String name, String cursor) {
        Map<String, String> config = new HashMap<>();
        config.put("name", "bench");
        config.put("topic", "rows");
        config.put("source.url", server.jdbcUrl("postgres"));
        config.put("source.user", LocalPostgres.USER);
        config.put("source.table", "late");
        config.put("source.cursor.column", cursor);
        config.put("source.poll.interval", "50ms");
        // for times of writers: a clock two seconds behind, and three of writing
        config.put("source.lag", "6s");
        config.put("source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        return new SourceTaskCursor(name, new PostgresLogsSourceConnector(), PostgresLogsSourceTask::new, config);
    }

    @Override
    public Writer writer(Duration clockAhead) throws SQLException {
        if (!writersSetTimes) {
            return new TransactionWriter(server.connect(), "INSERT INTO late (w) VALUES (1)", insert -> {});
        }
        return new TransactionWriter(
                server.connect(),
                "INSERT INTO late (at, w) VALUES (?, 1)",
                insert -> insert.setObject(1, OffsetDateTime.now(ZoneOffset.UTC).plus(clockAhead)));
    }

    @Override
    public Set<String> keys() throws SQLException {
        Set<String> keys = new HashSet<>();
        try (Connection connection = server.connect();
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
