/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.catalog.Catalogs;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.PostgresLogsSourceConnector;
import io.affidavit.source.PostgresLogsSourceTask;
import io.affidavit.stack.KafkaProcess;
import io.affidavit.stack.LocalPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code affidavit reconcile} over a real database, a real broker and a real table. */
class ReconcileIT {

    private static final List<String> FIELDS = List.of("system", "instance", "entity", "key", "position", "row_hash");
    private static final Schema SCHEMA = new Schema(
            NestedField.required(1, "event_id", Types.StringType.get()),
            NestedField.optional(
                    2,
                    "source",
                    Types.StructType.of(
                            NestedField.optional(3, "system", Types.StringType.get()),
                            NestedField.optional(4, "instance", Types.StringType.get()),
                            NestedField.optional(5, "entity", Types.StringType.get()),
                            NestedField.optional(6, "key", Types.StringType.get()),
                            NestedField.optional(7, "position", Types.StringType.get()),
                            NestedField.optional(8, "row_hash", Types.StringType.get()))));

    @TempDir
    private static Path shared;

    private static LocalPostgres postgres;
    private static KafkaProcess broker;

    @TempDir
    private Path directory;

    private final String topic = "events-" + UUID.randomUUID();
    private Map<String, String> sourceConfig;
    private Path sourceFile;
    private Catalog catalog;

    @BeforeAll
    static void start() throws IOException {
        postgres = LocalPostgres.start(Files.createDirectories(shared.resolve("postgres")));
        broker = new KafkaProcess(Files.createDirectories(shared.resolve("kafka")));
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
        postgres.close();
    }

    /** 300 rows of 100 hours, of which row 77 is too large to send. */
    @BeforeEach
    void fill() throws Exception {
        sql(
                "DROP TABLE IF EXISTS events",
                "CREATE TABLE events (id text PRIMARY KEY, at timestamptz NOT NULL, body text)",
                "CREATE INDEX ON events (at, id)",
                "INSERT INTO events SELECT i::text, '2026-01-01'::timestamptz + i * interval '20 min', "
                        + "CASE WHEN i = 77 THEN repeat('long ', 1000) ELSE 'body' || i END FROM generate_series(1, 300) i");
        Files.writeString(
                directory.resolve("secrets.properties"), "hash=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n");
        sourceConfig = new HashMap<>(Map.of(
                "connector.class", PostgresLogsSourceConnector.class.getName(),
                "name", "reconcile",
                "topic", topic,
                "source.url", postgres.jdbcUrl("postgres"),
                "source.user", LocalPostgres.USER,
                "source.table", "events",
                "source.cursor.column", "at",
                "source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "record.max.bytes", "2000",
                "source.lag", "1s"));
        Map<String, String> written = new HashMap<>(sourceConfig);
        written.put("source.hash.key", "${file:" + directory.resolve("secrets.properties") + ":hash}");
        sourceFile = Files.writeString(
                directory.resolve("source.json"), JsonText.write(Map.of("name", "reconcile", "config", written)));
        catalog = Catalogs.open(catalogConfig());
        ((SupportsNamespaces) catalog).createNamespace(Namespace.of("db"));
        catalog.createTable(TableIdentifier.of("db", "events"), SCHEMA, PartitionSpec.unpartitioned());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(topic, 3, (short) 1), new NewTopic(topic + ".quarantine", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @Test
    void matchesWhenEveryRowArrivedOnce() throws Exception {
        // Given every row sent in transactions, some of them aborted before, and archived
        List<SourceRecord> rows = read();
        send(rows, row -> true, false);
        send(rows, row -> true, true);
        archive(rows, row -> true);
        Path json = directory.resolve("result.json");
        // When
        CommandRun run = reconcile("--json", json.toString(), "--progress");
        // Then
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains("MATCH: source, topic and archive hold the same rows.")
                .contains("1 rows were too large to send")
                .doesNotContain("name no source row");
        assertThat(run.err()).contains("reading source: 300 rows").contains("reading archive: 299 rows");
        Map<?, ?> result = (Map<?, ?>) JsonText.parse(Files.readString(json));
        assertThat(result.get("state")).isEqualTo("MATCH");
        assertThat(((Map<?, ?>) ((Map<?, ?>) result.get("tiers")).get("archive")).get("rows"))
                .isEqualTo(300L);
    }

    @Test
    void countsWhatTheArchiveQuarantined() throws Exception {
        // Given every row sent, and every tenth in the quarantine table instead of the events table
        catalog.createTable(TableIdentifier.of("db", "events_quarantine"), SCHEMA, PartitionSpec.unpartitioned());
        List<SourceRecord> rows = read();
        Predicate<SourceRecord> refused = row -> key(row).endsWith("0");
        send(rows, row -> true, true);
        archive(rows, refused.negate());
        archive("events_quarantine", rows, refused);
        // When
        CommandRun run = reconcile();
        // Then
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("30 rows are in the archive's quarantine table");
        assertThat(reconcile("--quarantine-table", "db.events").exitCode()).isEqualTo(1);
    }

    @Test
    void namesEveryRowThatDiffersByItsKey() throws Exception {
        // Given rows lost on the way, sent twice, archived twice, changed and deleted at the source
        List<SourceRecord> rows = read();
        send(rows, row -> !key(row).equals("5"), true);
        send(rows, row -> key(row).equals("111"), true);
        archive(rows, row -> !key(row).equals("5") && !key(row).equals("200"));
        archive(rows, row -> key(row).equals("111"));
        sql("UPDATE events SET body = 'other' WHERE id = '40'", "DELETE FROM events WHERE id = '41'");
        // When
        CommandRun run = reconcile();
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("MISSING_IN_TOPIC +topic +2026-01-01T01:00:00.000000Z +5\\R")
                .containsPattern("MISSING_IN_ARCHIVE +archive +2026-01-01T01:00:00.000000Z +5\\R")
                .containsPattern("MISSING_IN_ARCHIVE +archive +\\S+ +200\\R")
                .containsPattern("DUPLICATE +topic +\\S+ +111\\R")
                .containsPattern("DUPLICATE +archive +\\S+ +111\\R")
                .containsPattern("REVISED +topic +\\S+ +40\\R")
                .containsPattern("REVISED +archive +\\S+ +40\\R")
                .containsPattern("DELETED_AT_SOURCE +topic +\\S+ +41\\R")
                .containsPattern("DELETED_AT_SOURCE +archive +\\S+ +41\\R")
                .contains("MISMATCH: 1 MISSING_IN_TOPIC, 2 MISSING_IN_ARCHIVE, 2 DELETED_AT_SOURCE, 2 REVISED,"
                        + " 2 DUPLICATE.");
        // And a bound before all of them leaves nothing to find
        assertThat(reconcile("--until", "2026-01-01T01:00:00.000000Z").exitCode())
                .isZero();
        assertThat(reconcile("--max-keys", "1").out()).contains("and 8 more");
    }

    @Test
    void takesDeletionsAtTheSourceForWhatTheyAre() throws Exception {
        // Given rows that the source deleted after they had arrived, and one that only the archive knows
        List<SourceRecord> rows = read();
        send(rows, row -> true, true);
        archive(rows, row -> true);
        sql("DELETE FROM events WHERE id IN ('41', '77')");
        // Then they are named, and may be allowed
        assertThat(reconcile().exitCode()).isEqualTo(1);
        assertThat(reconcile("--allow-deleted").exitCode()).isZero();
        // And a row that the topic never had is no deletion
        sql("INSERT INTO events VALUES ('planted', '2026-01-02', 'x')");
        archive(read(299), row -> key(row).equals("planted"));
        sql("DELETE FROM events WHERE id = 'planted'");
        CommandRun run = reconcile("--allow-deleted");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsPattern("EXTRA +archive +\\S+ +planted\\R");
    }

    @Test
    void signsItsReport() throws Exception {
        // Given a key pair and a report signed with it
        List<SourceRecord> rows = read();
        send(rows, row -> true, true);
        archive(rows, row -> true);
        SigningKey key = SigningKey.generate();
        Path secret = Files.writeString(directory.resolve("key.pem"), key.toPem());
        Path trusted = Files.writeString(
                directory.resolve("trusted.pem"), key.verificationKey().toPem());
        Path signed = directory.resolve("report.dsse.json");
        assertThat(reconcile("--signed", signed.toString(), "--key", secret.toString())
                        .exitCode())
                .isZero();
        // Then the report can be checked
        CommandRun check = CommandRun.of("report", "check", "--trust", trusted.toString(), signed.toString());
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out()).contains("\"state\":\"MATCH\"");
        assertThat(check.err()).contains("reconciliation report, signed with key " + key.id());
        // And not if it was changed, or signed by another
        Map<?, ?> envelope = (Map<?, ?>) JsonText.parse(Files.readString(signed));
        Map<String, Object> changed = new LinkedHashMap<>();
        envelope.forEach((name, value) -> changed.put(String.valueOf(name), value));
        changed.put(
                "payload",
                Base64.getEncoder()
                        .encodeToString(check.out().replace("MATCH", "MATSCH").getBytes(StandardCharsets.UTF_8)));
        Path forged = Files.writeString(directory.resolve("forged.json"), JsonText.write(changed));
        assertThat(CommandRun.of("report", "check", "--trust", trusted.toString(), forged.toString()))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("it is not what key " + key.id() + " signed");
        Path other = Files.writeString(
                directory.resolve("other.pem"),
                SigningKey.generate().verificationKey().toPem());
        assertThat(CommandRun.of("report", "check", "--trust", other.toString(), signed.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(reconcile("--signed", signed.toString()).err()).contains("--signed and --key go together");
    }

    @Test
    void comparesATableOrderedByNumbers() throws Exception {
        // Given the same rows behind a sequence
        sql(
                "DROP TABLE IF EXISTS numbered",
                "CREATE TABLE numbered (n bigserial PRIMARY KEY, body text)",
                "INSERT INTO numbered (body) SELECT 'b' || i FROM generate_series(1, 300) i");
        sourceConfig.putAll(Map.of("source.table", "numbered", "source.cursor.column", "n", "source.window.ids", "50"));
        List<SourceRecord> rows = read();
        send(rows, row -> true, true);
        archive(rows, row -> !key(row).equals("123"));
        // When
        CommandRun run =
                reconcile("-S", "source.table=numbered", "-S", "source.cursor.column=n", "-S", "source.window.ids=50");
        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("before 301")
                .containsPattern("MISSING_IN_ARCHIVE +archive +100 +123\\R")
                .contains("MISMATCH: 1 MISSING_IN_ARCHIVE.");
    }

    @Test
    void saysWhatCannotBeRead() {
        assertThat(reconcile("--topic", "missing"))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("Cannot read topic missing");
        assertThat(reconcile("--bootstrap", "127.0.0.1:1", "--patience", "2"))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("--bootstrap");
        assertThat(reconcile("-S", "source.url=jdbc:postgresql://127.0.0.1:1/none"))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("SQLState 08001");
        assertThat(reconcile("-S", "source.hash.key=c2VjcmV0"))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("--source-config")
                .doesNotContain("c2VjcmV0");
        assertThat(reconcile("--until", "yesterday")).returns(2, CommandRun::exitCode);
    }

    private CommandRun reconcile(String... more) {
        List<String> args =
                new ArrayList<>(List.of("reconcile", "--source-config", sourceFile.toString(), "--table", "db.events"));
        if (!List.of(more).contains("--bootstrap")) {
            args.addAll(List.of("--bootstrap", broker.bootstrapServers()));
        }
        catalogConfig().forEach((key, value) -> args.addAll(List.of("-C", key + "=" + value)));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private Map<String, String> catalogConfig() {
        return Map.of("archive.embedded.directory", directory.resolve("archive").toString());
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String key(SourceRecord row) {
        return GovHeaders.text(row.headers(), GovHeaders.SOURCE_KEY);
    }

    /** What the connector itself gives. */
    private List<SourceRecord> read() throws InterruptedException {
        return read(300);
    }

    private List<SourceRecord> read(int count) throws InterruptedException {
        PostgresLogsSourceConnector connector = new PostgresLogsSourceConnector();
        connector.start(sourceConfig);
        PostgresLogsSourceTask task = new PostgresLogsSourceTask();
        task.initialize(new NothingStored(sourceConfig));
        task.start(connector.taskConfigs(1).get(0));
        List<SourceRecord> rows = new ArrayList<>();
        while (rows.size() < count) {
            List<SourceRecord> page = task.poll();
            rows.addAll(page == null ? List.of() : page);
        }
        task.stop();
        return rows;
    }

    private void send(List<SourceRecord> rows, Predicate<SourceRecord> which, boolean commit) {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", topic);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (SourceRecord row : rows.stream().filter(which).toList()) {
                // a failed send fails the commit
                Future<?> unused = producer.send(
                        new ProducerRecord<>(row.topic(), key(row), JsonText.write(Map.of("source", source(row)))));
            }
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.flush();
                producer.abortTransaction();
            }
        }
    }

    private static Map<String, Object> source(SourceRecord row) {
        Map<String, Object> source = new LinkedHashMap<>();
        FIELDS.forEach(field -> source.put(field, GovHeaders.text(row.headers(), GovHeaders.SOURCE_PREFIX + field)));
        return source;
    }

    private void archive(List<SourceRecord> rows, Predicate<SourceRecord> which) throws IOException {
        archive("events", rows, which);
    }

    private void archive(String name, List<SourceRecord> rows, Predicate<SourceRecord> which) throws IOException {
        Table table = catalog.loadTable(TableIdentifier.of("db", name));
        var file = EncryptedFiles.encryptedOutput(
                table.io().newOutputFile(table.location() + "/data/" + UUID.randomUUID() + ".parquet"),
                EncryptionKeyMetadata.EMPTY);
        DataWriter<Record> writer = new GenericFileWriterFactory.Builder(table)
                .dataSchema(table.schema())
                .build()
                .newDataWriter(file, PartitionSpec.unpartitioned(), null);
        try (writer) {
            rows.stream().filter(which).filter(row -> row.topic().equals(topic)).forEach(row -> {
                GenericRecord event = GenericRecord.create(table.schema());
                GenericRecord source =
                        GenericRecord.create(table.schema().findType("source").asStructType());
                source(row).forEach(source::setField);
                event.setField(
                        "event_id",
                        UUID.nameUUIDFromBytes(key(row).getBytes(StandardCharsets.UTF_8))
                                .toString());
                event.setField("source", source);
                writer.write(event);
            });
        }
        DataFile written = writer.toDataFile();
        table.newAppend().appendFile(written).commit();
    }

    private record NothingStored(Map<String, String> configs) implements SourceTaskContext {

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return new OffsetStorageReader() {
                @Override
                public <T> Map<String, Object> offset(Map<String, T> partition) {
                    return null;
                }

                @Override
                public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                    return Map.of();
                }
            };
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return null;
        }
    }
}
