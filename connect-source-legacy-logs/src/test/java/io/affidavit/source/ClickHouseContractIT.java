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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** ClickHouse, read by time, keeps what every store must. */
@EnabledIfSystemProperty(named = ClickHouseServer.PROPERTY, matches = ".+")
@ExtendWith(ClickHouseServer.Shared.class)
class ClickHouseContractIT extends LogSourceContract {

    private ClickHouseServer server;

    @BeforeEach
    void take(ClickHouseServer shared) {
        server = shared;
    }

    @Override
    protected ContractStore table() {
        String name = server.freshName();
        server.execute("CREATE TABLE logs." + name + " (id String, at DateTime64(6, 'UTC'), body String, note String)"
                + " ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (at, id)");
        return new Table(server, name);
    }

    private record Table(ClickHouseServer server, String name) implements ContractStore {

        @Override
        public void add(List<ContractRow> rows) {
            server.execute("INSERT INTO logs." + name + " VALUES "
                    + rows.stream()
                            .map(row -> "('%s', fromUnixTimestamp64Micro(%d), '%s', '%s')"
                                    .formatted(id(row.number()), row.cursor(), row.body(), row.note()))
                            .collect(Collectors.joining(", ")));
        }

        @Override
        public void change(ContractRow row) {
            server.execute("ALTER TABLE logs." + name + " UPDATE body = '" + row.body() + "', note = '" + row.note()
                    + "' WHERE id = '" + id(row.number()) + "' SETTINGS mutations_sync = 2");
        }

        @Override
        public void writeLate(int number, Duration open) throws InterruptedException {
            String now =
                    server.execute("SELECT toUnixTimestamp64Micro(now64(6))").strip();
            TimeUnit.MILLISECONDS.sleep(open.toMillis());
            server.execute("INSERT INTO logs." + name + " VALUES ('" + id(number) + "', fromUnixTimestamp64Micro(" + now
                    + "), 'late', 'late')");
        }

        @Override
        public void replace() {
            String copy = server.freshName();
            server.execute(
                    "CREATE TABLE logs." + copy + " AS logs." + name,
                    "INSERT INTO logs." + copy + " SELECT * FROM logs." + name,
                    "EXCHANGE TABLES logs." + copy + " AND logs." + name);
        }

        @Override
        public LogSource open(List<String> hashed) throws StoreException {
            return new ClickHouseLogsSourceConfig(server.config(name, "at"))
                    .open("affidavit-tests", HashedColumns.of(hashed), SourceMeters.none());
        }

        private static String id(int number) {
            return String.format("k%05d", number);
        }

        @Override
        public void close() {}
    }
}
