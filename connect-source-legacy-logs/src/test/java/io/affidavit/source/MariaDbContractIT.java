/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.source.MariaServer.Database;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** MariaDB keeps what every store must. */
@ExtendWith(MariaServer.class)
class MariaDbContractIT extends LogSourceContract {

    private Database database;

    @BeforeEach
    void take(Database fresh) {
        database = fresh;
    }

    @Override
    protected ContractStore table() {
        database.execute(
                "CREATE TABLE logs (id varchar(40) PRIMARY KEY, at timestamp(6) NOT NULL DEFAULT current_timestamp(6), body longtext, note longtext)",
                "CREATE INDEX by_time ON logs (at)");
        return new Table(database);
    }

    private record Table(Database database) implements ContractStore {

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
            return new JdbcLogsSourceConfig(JdbcTasks.config(database, "logs", "at"))
                    .open("affidavit-contract", HashedColumns.of(hashed), SourceMeters.none());
        }

        @Override
        public void close() {}
    }
}
