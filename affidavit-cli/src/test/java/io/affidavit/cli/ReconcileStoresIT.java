/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.JsonText;
import io.affidavit.stack.ClickHouseProcess;
import io.affidavit.stack.KafkaProcess;
import io.affidavit.stack.OpenSearchProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code affidavit reconcile} finds by key what is wrong, whatever store the rows come from. */
@Tag("chaos")
class ReconcileStoresIT {

    private static final int ROWS = 300;
    /** Beyond the rows there are. */
    private static final int PLANTED = ROWS + 1;

    @TempDir
    private static Path shared;

    private static KafkaProcess broker;

    @TempDir
    private Path directory;

    /** A table, index or bucket of rows that are twenty minutes apart. */
    private interface Store {

        /** The configuration of the connector that reads it. */
        Map<String, String> config();

        /** Writes rows that were not there. */
        void write(int first, int count) throws Exception;

        /** Gives a row another text. */
        void change(int number) throws Exception;

        void delete(int number) throws Exception;

        /** A row's key, as the connector gives it. */
        default String key(int number) {
            return Integer.toString(number);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        broker = new KafkaProcess(Files.createDirectories(shared.resolve("kafka")));
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void findsThemInOpenSearch() throws Exception {
        try (OpenSearchProcess node = new OpenSearchProcess(directory.resolve("opensearch"))) {
            node.start();
            node.call("PUT", "/logs", "{\"mappings\": {\"properties\": {\"at\": {\"type\": \"date\"}}}}");
            findsWhatIsMissingAlteredAndExtra(new Index(node));
        }
    }

    @ParameterizedTest(name = "ordered by {0}")
    @ValueSource(strings = {"at", "_block_number"})
    @EnabledIfSystemProperty(named = ClickHouseProcess.PROPERTY, matches = ".+")
    void findsThemInClickHouse(String cursor) throws Exception {
        try (ClickHouseProcess server = ClickHouseProcess.start(directory.resolve("clickhouse"))) {
            server.execute(
                    "CREATE TABLE logs.calls (id UInt32, at DateTime64(6, 'UTC'), body String) ENGINE = MergeTree"
                            + " ORDER BY (at, id) SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1");
            findsWhatIsMissingAlteredAndExtra(new ColumnTable(server, cursor));
        }
    }

    @Test
    void findsThemInSqlite() throws Exception {
        RowTable table = new RowTable("jdbc:sqlite:" + directory.resolve("logs.db"));
        table.execute("CREATE TABLE calls (id INTEGER PRIMARY KEY, at TEXT NOT NULL, body TEXT)");
        table.execute("CREATE INDEX by_time ON calls (at, id)");
        findsWhatIsMissingAlteredAndExtra(table);
    }

    @Test
    void findsThemInADirectoryOfObjects() throws Exception {
        findsWhatIsMissingAlteredAndExtra(new Objects(Files.createDirectory(directory.resolve("logs"))));
    }

    private void findsWhatIsMissingAlteredAndExtra(Store store) throws Exception {
        // Given rows that the connector read, sent and archived, all but one of the archive
        for (int first = 1; first < ROWS; first += 30) {
            store.write(first, 30);
        }
        store.write(PLANTED, 1);
        ComparedTiers tiers = new ComparedTiers(broker, directory, store.config());
        List<SourceRecord> rows = tiers.read(PLANTED);
        List<SourceRecord> planted = rows.stream()
                .filter(row -> ComparedTiers.key(row).equals(store.key(PLANTED)))
                .toList();
        assertThat(planted).hasSize(1);
        rows.removeAll(planted);
        store.delete(PLANTED);
        tiers.send(rows, row -> true, true);
        tiers.archive(rows, row -> !ComparedTiers.key(row).equals(store.key(5)));
        CommandRun missing = tiers.reconcile();
        assertThat(missing.exitCode()).as(missing.out() + missing.err()).isEqualTo(1);
        assertThat(missing.out()).contains("MISMATCH: 1 MISSING_IN_ARCHIVE.");
        // When another is altered at the source, and one is planted that the source does not have
        store.change(40);
        tiers.archive(planted, row -> true);
        // Then each is named by its key
        CommandRun run = tiers.reconcile();
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern(finding("MISSING_IN_ARCHIVE", "archive", store.key(5)))
                .containsPattern(finding("REVISED", "topic", store.key(40)))
                .containsPattern(finding("REVISED", "archive", store.key(40)))
                .containsPattern(finding("EXTRA", "archive", store.key(PLANTED)))
                .contains("MISMATCH: 1 MISSING_IN_ARCHIVE, 1 EXTRA, 2 REVISED.");
        assertThat(run.out())
                .containsPattern("source +\\S+ \\S+ +300\\R")
                .containsPattern("archive +\\S+ \\S+ +300\\R");
    }

    private static String finding(String state, String tier, String key) {
        return state + " +" + tier + " +\\S+ +" + Pattern.quote(key) + "\\R";
    }

    private static Instant time(int number) {
        return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(20L * number));
    }

    private static IntStream numbers(int first, int count) {
        return IntStream.range(first, first + count);
    }

    private record Index(OpenSearchProcess node) implements Store {

        @Override
        public Map<String, String> config() {
            return Map.of(
                    "connector.class", "io.affidavit.source.OpenSearchLogsSourceConnector",
                    "source.url", node.uri().toString(),
                    "source.index", "logs",
                    "source.time.field", "at",
                    "source.lag", "1s");
        }

        @Override
        public void write(int first, int count) {
            String lines = numbers(first, count)
                    .mapToObj(number -> line(number, "body"))
                    .collect(Collectors.joining());
            assertThat(node.call("POST", "/logs/_bulk?refresh=true", lines)).contains("\"errors\":false");
        }

        @Override
        public void change(int number) {
            assertThat(node.call("POST", "/logs/_bulk?refresh=true", line(number, "other")))
                    .contains("\"updated\"");
        }

        @Override
        public void delete(int number) {
            node.call("DELETE", "/logs/_doc/" + number + "?refresh=true", null);
        }

        private static String line(int number, String body) {
            return JsonText.write(Map.of("index", Map.of("_id", Integer.toString(number)))) + "\n"
                    + JsonText.write(Map.of("at", time(number).toString(), "body", body + number)) + "\n";
        }
    }

    private record ColumnTable(ClickHouseProcess server, String cursor) implements Store {

        @Override
        public Map<String, String> config() {
            return Map.of(
                    "connector.class", "io.affidavit.source.ClickHouseLogsSourceConnector",
                    "source.url", server.uri().toString(),
                    "source.user", ClickHouseProcess.USER,
                    "source.password", ClickHouseProcess.PASSWORD,
                    "source.database", "logs",
                    "source.table", "calls",
                    "source.cursor.column", cursor,
                    "source.key.columns", "id",
                    "source.window.ids", "16",
                    "source.lag", "1s");
        }

        @Override
        public void write(int first, int count) {
            server.execute("INSERT INTO logs.calls VALUES "
                    + numbers(first, count)
                            .mapToObj(number -> "(%d, fromUnixTimestamp64Milli(%d, 'UTC'), 'body%d')"
                                    .formatted(number, time(number).toEpochMilli(), number))
                            .collect(Collectors.joining(", ")));
        }

        @Override
        public void change(int number) {
            server.execute("ALTER TABLE logs.calls UPDATE body = 'other' WHERE id = " + number
                    + " SETTINGS mutations_sync = 2");
        }

        @Override
        public void delete(int number) {
            server.execute("ALTER TABLE logs.calls DELETE WHERE id = " + number + " SETTINGS mutations_sync = 2");
        }
    }

    private record RowTable(String url) implements Store {

        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

        @Override
        public Map<String, String> config() {
            return Map.of(
                    "connector.class", "io.affidavit.source.JdbcLogsSourceConnector",
                    "source.url", url,
                    "source.table", "calls",
                    "source.cursor.column", "at",
                    "source.lag", "1s");
        }

        @Override
        public void write(int first, int count) throws SQLException {
            execute("INSERT INTO calls VALUES "
                    + numbers(first, count)
                            .mapToObj(number -> "(%d, '%s', 'body')".formatted(number, TIME.format(time(number))))
                            .collect(Collectors.joining(", ")));
        }

        @Override
        public void change(int number) throws SQLException {
            execute("UPDATE calls SET body = 'other' WHERE id = " + number);
        }

        @Override
        public void delete(int number) throws SQLException {
            execute("DELETE FROM calls WHERE id = " + number);
        }

        void execute(String sql) throws SQLException {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    /** One row per object. */
    private record Objects(Path root) implements Store {

        private static final DateTimeFormatter HOUR =
                DateTimeFormatter.ofPattern("uuuu/MM/dd/HH/").withZone(ZoneOffset.UTC);

        @Override
        public Map<String, String> config() {
            return Map.of(
                    "connector.class", "io.affidavit.lake.ObjectStoreLogsSourceConnector",
                    "source.location", root.toString(),
                    "source.time.pattern", "{yyyy}/{MM}/{dd}/{HH}/",
                    "source.lag", "1s");
        }

        @Override
        public void write(int first, int count) throws IOException {
            for (int number = first; number < first + count; number++) {
                put(number, "body" + number);
            }
        }

        @Override
        public void change(int number) throws IOException {
            put(number, "other");
        }

        @Override
        public void delete(int number) throws IOException {
            Files.delete(root.resolve(name(number)));
        }

        @Override
        public String key(int number) {
            return name(number) + "#000000000000";
        }

        private static String name(int number) {
            return HOUR.format(time(number)) + "row-" + number + ".jsonl";
        }

        private void put(int number, String body) throws IOException {
            Path draft = root.resolveSibling("draft");
            Files.writeString(draft, JsonText.write(Map.of("body", body)) + "\n");
            Path file = root.resolve(name(number));
            Files.createDirectories(file.getParent());
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
