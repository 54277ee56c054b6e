/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.source.JdbcLogsSourceConnector;
import io.affidavit.source.JdbcLogsSourceTask;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * A SQLite table whose writers take the time from their own clocks, and then wait for the only one that may write; who
 * waits longer than two seconds gives up.
 */
final class SqliteLateCommits implements LateCommitStore {

    private static final int WRITERS_PATIENCE_MILLIS = 2000;
    private static final int BUSY = 5;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private final String url;

    private SqliteLateCommits(String url) {
        this.url = url;
    }

    static LateCommitStore open(Path directory) throws SQLException {
        SqliteLateCommits store = new SqliteLateCommits("jdbc:sqlite:" + directory.resolve("late.db"));
        try (Connection connection = store.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE late (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, w INTEGER)");
            statement.execute("CREATE INDEX by_time ON late (at, id)");
        }
        return store;
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(WRITERS_PATIENCE_MILLIS));
        properties.setProperty("synchronous", "OFF");
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String name() {
        return "SQLite";
    }

    @Override
    public List<LateCommitCursor> cursors() throws SQLException {
        return List.of(
                new SqlCursor(
                        "id > last",
                        connect(),
                        "SELECT id, id FROM late WHERE id > CAST(? AS INTEGER) ORDER BY id",
                        "0"),
                byTime("(time, id), no lag", 0),
                byTime("(time, id), lag 1 s", 1),
                byTime("(time, id), lag 5 s", 5),
                ours("Affidavit, by time", "at"),
                ours("Affidavit, by id", "id"));
    }

    private LateCommitCursor byTime(String name, int lagSeconds) throws SQLException {
        String sql = "SELECT id, at, id FROM late WHERE (at, id) > (?, CAST(? AS INTEGER))"
                + " AND at < strftime('%Y-%m-%d %H:%M:%f', 'now', '-" + lagSeconds + " seconds') ORDER BY at, id";
        return new SqlCursor(name, connect(), sql, "", "0");
    }

    private LateCommitCursor ours(String name, String cursor) {
        Map<String, String> config = new HashMap<>();
        config.put("name", "bench");
        config.put("topic", "rows");
        config.put("source.url", url);
        config.put("source.table", "late");
        config.put("source.cursor.column", cursor);
        config.put("source.poll.interval", "50ms");
        // a clock two seconds behind, two seconds of waiting, three of writing
        config.put("source.lag", "8s");
        config.put("source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        return new SourceTaskCursor(name, new JdbcLogsSourceConnector(), JdbcLogsSourceTask::new, config);
    }

    @Override
    public Writer writer(Duration clockAhead) throws SQLException {
        return new Patient(connect(), clockAhead);
    }

    @Override
    public Set<String> keys() throws SQLException {
        Set<String> keys = new HashSet<>();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("SELECT id FROM late");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                keys.add(row.getString(1));
            }
        }
        return keys;
    }

    @Override
    public void close() {}

    /** Takes the time before it waits for its turn; without its turn it leaves the row out. */
    private static final class Patient implements Writer {

        private final Connection connection;
        private final Statement transaction;
        private final PreparedStatement insert;
        private final Duration clockAhead;
        private boolean open;

        private Patient(Connection connection, Duration clockAhead) throws SQLException {
            this.connection = connection;
            this.transaction = connection.createStatement();
            this.insert = connection.prepareStatement("INSERT INTO late (at, w) VALUES (?, 1)");
            this.clockAhead = clockAhead;
        }

        @Override
        public void insert() throws SQLException {
            insert.setString(1, TIME.format(Instant.now().plus(clockAhead)));
            try {
                if (!open) {
                    transaction.execute("BEGIN IMMEDIATE");
                    open = true;
                }
                insert.executeUpdate();
            } catch (SQLException e) {
                if (e.getErrorCode() != BUSY) {
                    throw e;
                }
            }
        }

        @Override
        public void commit() throws SQLException {
            end("COMMIT");
        }

        @Override
        public void rollback() throws SQLException {
            end("ROLLBACK");
        }

        private void end(String how) throws SQLException {
            if (open) {
                transaction.execute(how);
                open = false;
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
