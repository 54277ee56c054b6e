/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the connector refuses before anything runs, each fault at its key. */
class JdbcLogsSourceConnectorIT {

    private final JdbcLogsSourceConnector connector = new JdbcLogsSourceConnector();

    @Nested
    @ExtendWith(MariaServer.class)
    class MariaDb {

        @Test
        void acceptsATableThatCanBeRead(InnoDbDatabase database) {
            assertThat(faults(sound(database))).isEmpty();
        }

        @ParameterizedTest(name = "{0}={1} is refused at {2}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "source.url|jdbc:mariadb://127.0.0.1:1/none|source.url|cannot be reached",
                    "source.url|jdbc:mariadb://localhost/db?allowLocalInfile=true|source.url|not allowed",
                    "source.url|jdbc:mysql://localhost/db|source.url|Put mysql-connector-j.jar into the plugin's directory",
                    "source.user|nobody|source.user|The user or password is refused",
                    "source.password|secret-canary|source.user|error 1045",
                    "source.table|missing|source.table|Cannot find table missing",
                    "source.cursor.column|missing|source.cursor.column|Cannot find column missing",
                    "source.cursor.column|maybe|source.cursor.column|may be null",
                    "source.cursor.column|body|source.cursor.column|its type is varchar(50)",
                    "source.cursor.column|plain_number|source.cursor.column|no counter of the database fills",
                    "source.cursor.column|changed|source.cursor.column|changes whenever its row does",
                    "source.cursor.column|other|source.cursor.column|Run: CREATE INDEX affidavit_cursor ON `logs` (`other`, `id`);",
                    "source.key.columns|body|source.key.columns|no unique index",
                    "source.key.columns|kind|source.key.columns|as it orders them",
                    "source.hash.columns|id,missing|source.hash.columns|Cannot find column missing",
                    "source.cursor.unit|days|source.cursor.unit|a unit: s, ms, us, ns",
                    "source.preset|litellm|source.preset|a preset: mlflow, mlflow-spans, phoenix",
                })
        void refusesEachFaultAtItsKey(
                String key, String value, String faultKey, String message, InnoDbDatabase database) {
            Map<String, String> config = sound(database);
            config.put(key, value);
            Map<String, String> faults = faults(config);
            assertThat(faults).containsOnlyKeys(faultKey);
            assertThat(faults.get(faultKey)).contains(message).doesNotContain("canary");
        }

        @Test
        void refusesTheHorizonWithoutThePrivilegeToSeeIt(InnoDbDatabase database) {
            Map<String, String> config = sound(database);
            database.execute(
                    "CREATE USER reader@localhost IDENTIFIED BY 'reader'", "GRANT SELECT ON logs TO reader@localhost");
            config.put("source.user", "reader");
            config.put("source.password", "reader");
            assertThat(faults(config)).isEmpty();
            config.put("source.bound", "horizon");
            assertThat(faults(config)).containsOnlyKeys("source.bound");
            assertThat(faults(config).get("source.bound")).contains("GRANT PROCESS ON *.*");
            database.execute("GRANT PROCESS ON *.* TO reader@localhost");
            assertThat(faults(config)).isEmpty();
        }

        private Map<String, String> sound(InnoDbDatabase database) {
            database.execute(
                    "CREATE TABLE logs (id varchar(40) PRIMARY KEY, at timestamp(6) NOT NULL DEFAULT current_timestamp(6), maybe datetime, "
                            + "body varchar(50) NOT NULL, plain_number bigint NOT NULL, other datetime NOT NULL DEFAULT current_timestamp, "
                            + "changed timestamp NOT NULL DEFAULT current_timestamp ON UPDATE current_timestamp, kind enum('a', 'b') NOT NULL, "
                            + "KEY by_time (at), UNIQUE by_kind (kind), KEY by_change (changed))");
            return JdbcTasks.config(database, "logs", "at");
        }
    }

    @Nested
    class Sqlite {

        @TempDir
        private Path directory;

        @Test
        void acceptsATableThatCanBeRead() {
            assertThat(faults(sound())).isEmpty();
        }

        @ParameterizedTest(name = "{0}={1} is refused at {2}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "source.url|jdbc:sqlite:/nowhere/logs.db|source.url|cannot be opened",
                    "source.url|jdbc:sqlite::memory:|source.url|absolute/path",
                    "source.url|jdbc:sqlite:/tmp/x.db?enable_load_extension=true|source.url|without parameters",
                    "source.url|jdbc:postgresql://localhost/db|source.url|a connector of its own",
                    "source.table|missing|source.table|Cannot find table missing",
                    "source.cursor.column|maybe|source.cursor.column|may be null",
                    "source.cursor.column|ratio|source.cursor.column|its type is REAL",
                    "source.cursor.column|number|source.cursor.column|no counter of the database fills",
                    "source.cursor.column|other|source.cursor.column|Run: CREATE INDEX affidavit_cursor ON",
                    "source.key.columns|name|source.cursor.column|by the collation that orders them",
                    "source.bound|horizon|source.bound|readers are not told",
                })
        void refusesEachFaultAtItsKey(String key, String value, String faultKey, String message) {
            Map<String, String> config = sound();
            config.put(key, value);
            Map<String, String> faults = faults(config);
            assertThat(faults).containsOnlyKeys(faultKey);
            assertThat(faults.get(faultKey)).contains(message);
        }

        private Map<String, String> sound() {
            SqliteFile file = new SqliteFile(directory.resolve("logs.db"));
            file.execute(
                    "CREATE TABLE logs (id VARCHAR(40) NOT NULL PRIMARY KEY, at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, maybe TIMESTAMP, "
                            + "ratio REAL NOT NULL DEFAULT 0, number INTEGER NOT NULL DEFAULT 0, other TIMESTAMP NOT NULL DEFAULT '', "
                            + "name TEXT NOT NULL COLLATE NOCASE DEFAULT '')",
                    "CREATE INDEX by_time ON logs (at, id)",
                    "CREATE INDEX by_name ON logs (at, name)",
                    "CREATE UNIQUE INDEX one_name ON logs (name COLLATE BINARY)");
            return JdbcTasks.config(file, "logs", "at");
        }
    }

    private Map<String, String> faults(Map<String, String> config) {
        return connector.validate(config).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, value -> String.join(" ", value.errorMessages())));
    }
}
