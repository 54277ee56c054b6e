/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.source.EmbeddedServer.Database;
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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** PostgreSQL keeps what every store must. */
@ExtendWith(EmbeddedServer.class)
class PostgresContractIT extends LogSourceContract {

    private Database database;

    @BeforeEach
    void take(Database fresh) {
        database = fresh;
    }

    @Override
    protected ContractStore table() {
        database.execute(
                "CREATE TABLE rows (id text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), body text, note text)",
                "CREATE INDEX ON rows (at, id)");
        return new Table(database);
    }

    private record Table(Database database) implements ContractStore {

        private static final String MICROS = "timestamptz 'epoch' + ? * interval '1 microsecond'";

        @Override
        public void add(List<ContractRow> rows) throws SQLException {
            try (Connection connection = database.connect();
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO rows (id, body, note, at) VALUES (?, ?, ?, " + MICROS + ")")) {
                for (ContractRow row : rows) {
                    insert.setString(1, String.format("k%05d", row.number()));
                    insert.setString(2, row.body());
                    insert.setString(3, row.note());
                    insert.setLong(4, row.cursor());
                    insert.executeUpdate();
                }
            }
        }

        @Override
        public void change(ContractRow row) throws SQLException {
            try (Connection connection = database.connect();
                    PreparedStatement update =
                            connection.prepareStatement("UPDATE rows SET body = ?, note = ? WHERE id = ?")) {
                update.setString(1, row.body());
                update.setString(2, row.note());
                update.setString(3, String.format("k%05d", row.number()));
                update.executeUpdate();
            }
        }

        @Override
        public void writeLate(int number, Duration open) throws SQLException, InterruptedException {
            try (Connection connection = database.connect();
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO rows (id, body, note) VALUES (?, 'late', 'late')")) {
                connection.setAutoCommit(false);
                insert.setString(1, String.format("k%05d", number));
                insert.executeUpdate();
                Thread.sleep(open.toMillis());
                connection.commit();
            }
        }

        @Override
        public void replace() {
            database.execute(
                    "BEGIN",
                    "ALTER TABLE rows RENAME TO former",
                    "CREATE TABLE rows (LIKE former INCLUDING ALL)",
                    "INSERT INTO rows SELECT * FROM former",
                    "COMMIT");
        }

        @Override
        public LogSource open(List<String> hashed) throws StoreException {
            Map<String, String> config = TaskHarness.config(database, "rows", "at");
            return new PostgresLogsSourceConfig(config)
                    .open("affidavit-contract", HashedColumns.of(hashed), SourceMeters.none());
        }

        @Override
        public void close() {}
    }
}
