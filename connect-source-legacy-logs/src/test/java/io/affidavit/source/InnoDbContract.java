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
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** What every store must keep, on a table of InnoDB. */
abstract class InnoDbContract extends LogSourceContract {

    private final String lag;
    private InnoDbDatabase database;

    /** @param lag what the source allows late writers, where it does not see them */
    InnoDbContract(String lag) {
        this.lag = lag;
    }

    @BeforeEach
    void take(InnoDbDatabase fresh) {
        database = fresh;
    }

    @Override
    protected ContractStore table() {
        database.execute(
                "CREATE TABLE logs (id varchar(40) PRIMARY KEY, at timestamp(6) NOT NULL DEFAULT current_timestamp(6), body longtext, note longtext)",
                "CREATE INDEX by_time ON logs (at)");
        return new Table(database, lag);
    }

    private record Table(InnoDbDatabase database, String lag) implements ContractStore {

        private static final String UTC = "SET time_zone = '+00:00'";
        private static final String MICROS = "timestamp('1970-01-01') + INTERVAL ? MICROSECOND";

        @Override
        public void add(List<ContractRow> rows) throws SQLException {
            try (Connection connection = database.connect();
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO logs (id, body, note, at) VALUES (?, ?, ?, " + MICROS + ")")) {
                connection.createStatement().execute(UTC);
                for (ContractRow row : rows) {
                    insert.setString(1, key(row.number()));
                    insert.setString(2, row.body());
                    insert.setString(3, row.note());
                    insert.setLong(4, row.cursor());
                    insert.executeUpdate();
                }
            }
        }

        private static String key(int number) {
            return String.format(Locale.ROOT, "k%05d", number);
        }

        @Override
        public void change(ContractRow row) throws SQLException {
            try (Connection connection = database.connect();
                    PreparedStatement update =
                            connection.prepareStatement("UPDATE logs SET body = ?, note = ? WHERE id = ?")) {
                update.setString(1, row.body());
                update.setString(2, row.note());
                update.setString(3, key(row.number()));
                update.executeUpdate();
            }
        }

        @Override
        public void writeLate(int number, Duration open) throws SQLException, InterruptedException {
            try (Connection connection = database.connect();
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO logs (id, body, note) VALUES (?, 'late', 'late')")) {
                connection.setAutoCommit(false);
                insert.setString(1, key(number));
                insert.executeUpdate();
                Thread.sleep(open.toMillis());
                connection.commit();
            }
        }

        @Override
        public void replace() {
            database.execute(
                    "CREATE TABLE successor LIKE logs",
                    "INSERT INTO successor SELECT * FROM logs",
                    "RENAME TABLE logs TO former, successor TO logs");
        }

        @Override
        public LogSource open(List<String> hashed) throws StoreException {
            Map<String, String> config = JdbcTasks.config(database, "logs", "at");
            config.put("source.lag", lag);
            return new JdbcLogsSourceConfig(config)
                    .open("affidavit-contract", HashedColumns.of(hashed), SourceMeters.none());
        }

        @Override
        public void close() {}
    }
}
