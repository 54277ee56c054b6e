/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.source.contract.ContractRow;
import io.affidavit.source.contract.ContractStore;
import io.affidavit.source.contract.LogSourceContract;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.MicroTime;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps what every store must, with a lag as long as its writers may wait for one another and write. */
class SqliteContractIT extends LogSourceContract {

    @TempDir
    private Path directory;

    @Override
    protected ContractStore table() {
        SqliteFile file = new SqliteFile(directory.resolve("logs.db"));
        file.execute(
                "CREATE TABLE logs (id VARCHAR(40) NOT NULL PRIMARY KEY, at TIMESTAMP NOT NULL, body TEXT, note TEXT)",
                "CREATE INDEX by_time ON logs (at, id)");
        return new Table(file);
    }

    private record Table(SqliteFile file) implements ContractStore {

        private static final int SQLITE_BUSY = 5;

        @Override
        public void add(List<ContractRow> rows) throws SQLException {
            try (Connection connection = file.connect();
                    PreparedStatement insert =
                            connection.prepareStatement("INSERT INTO logs (id, body, note, at) VALUES (?, ?, ?, ?)")) {
                for (ContractRow row : rows) {
                    insert.setString(1, key(row.number()));
                    insert.setString(2, row.body());
                    insert.setString(3, row.note());
                    insert.setString(4, time(row.cursor()));
                    insert.executeUpdate();
                }
            }
        }

        private static String key(int number) {
            return String.format(Locale.ROOT, "k%05d", number);
        }

        private static String time(long micros) {
            return MicroTime.iso(micros).replace('T', ' ').replace("Z", "");
        }

        @Override
        public void change(ContractRow row) throws SQLException {
            try (Connection connection = file.connect();
                    PreparedStatement update =
                            connection.prepareStatement("UPDATE logs SET body = ?, note = ? WHERE id = ?")) {
                update.setString(1, row.body());
                update.setString(2, row.note());
                update.setString(3, key(row.number()));
                update.executeUpdate();
            }
        }

        /** Takes the time, then waits for other writers; who waits for a second gives up. */
        @Override
        public void writeLate(int number, Duration open) throws SQLException, InterruptedException {
            long now = ChronoUnit.MICROS.between(
                    java.time.Instant.EPOCH, Clock.systemUTC().instant());
            try (Connection connection = file.connect(1000);
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO logs (id, at, body, note) VALUES (?, ?, 'late', 'late')")) {
                connection.setAutoCommit(false);
                insert.setString(1, key(number));
                insert.setString(2, time(now));
                insert.executeUpdate();
                Thread.sleep(open.toMillis() / 6);
                connection.commit();
            } catch (SQLException e) {
                if (e.getErrorCode() != SQLITE_BUSY) {
                    throw e;
                }
            }
        }

        @Override
        public void replace() {
            file.execute(
                    "BEGIN IMMEDIATE",
                    "ALTER TABLE logs RENAME TO former",
                    "CREATE TABLE logs (id VARCHAR(40) NOT NULL PRIMARY KEY, at TIMESTAMP NOT NULL, body TEXT, note TEXT)",
                    "CREATE INDEX again ON logs (at, id)",
                    "INSERT INTO logs SELECT * FROM former",
                    "COMMIT");
        }

        @Override
        public LogSource open(List<String> hashed) throws StoreException {
            Map<String, String> config = JdbcTasks.config(file, "logs", "at");
            config.put("source.lag", "2500ms");
            return new JdbcLogsSourceConfig(config)
                    .open("affidavit-contract", HashedColumns.of(hashed), SourceMeters.none());
        }

        @Override
        public void close() {}
    }
}
