/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import io.affidavit.catalog.Catalogs;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.run.LogsSourceConnector;
import io.affidavit.source.run.LogsSourceTask;
import io.affidavit.stack.KafkaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/**
 * A topic and an archive that a test fills with what a source connector gives, row by row as it wants, and the command that
 * compares them with the connector's store.
 */
final class ComparedTiers {

    private static final String HASH_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
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

    private final KafkaProcess broker;
    private final Path directory;
    private final Map<String, String> sourceConfig;
    private final String topic;
    private final Path sourceFile;
    private final Catalog catalog;

    /**
     * Makes the connector's topics, and an archive with the table {@code db.events}.
     *
     * @param directory one of this test alone
     * @param sourceConfig the connector's, but for the key of its hashes
     */
    ComparedTiers(KafkaProcess broker, Path directory, Map<String, String> sourceConfig) throws Exception {
        this.broker = broker;
        this.directory = directory;
        this.topic = "events-" + UUID.randomUUID();
        this.sourceConfig = new HashMap<>(sourceConfig);
        this.sourceConfig.putAll(Map.of("name", "reconcile", "topic", topic, "source.hash.key", HASH_KEY));
        Files.writeString(directory.resolve("secrets.properties"), "hash=" + HASH_KEY + "\n");
        Map<String, String> written = new HashMap<>(this.sourceConfig);
        written.put("source.hash.key", "${file:" + directory.resolve("secrets.properties") + ":hash}");
        sourceFile = Files.writeString(
                directory.resolve("source.json"), JsonText.write(Map.of("name", "reconcile", "config", written)));
        catalog = Catalogs.open(catalogConfig());
        ((SupportsNamespaces) catalog).createNamespace(Namespace.of("db"));
        createTable("events");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(topic, 3, (short) 1), new NewTopic(topic + ".quarantine", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** Another table of the archive. */
    void createTable(String name) {
        catalog.createTable(TableIdentifier.of("db", name), SCHEMA, PartitionSpec.unpartitioned());
    }

    /** Runs {@code affidavit reconcile}. */
    CommandRun reconcile(String... more) {
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

    /** The key of the row that a record is of. */
    static String key(SourceRecord row) {
        return GovHeaders.text(row.headers(), GovHeaders.SOURCE_KEY);
    }

    /** As many rows as the connector itself gives at first. */
    List<SourceRecord> read(int count) throws Exception {
        return read(count, Map.of());
    }

    /** @param keys other configuration of the connector */
    List<SourceRecord> read(int count, Map<String, String> keys) throws Exception {
        Map<String, String> config = new HashMap<>(sourceConfig);
        config.putAll(keys);
        LogsSourceConnector connector = (LogsSourceConnector) create(Class.forName(config.get("connector.class")));
        connector.start(config);
        LogsSourceTask task = (LogsSourceTask) create(connector.taskClass());
        task.initialize(new NothingStored(config));
        task.start(connector.taskConfigs(1).get(0));
        List<SourceRecord> rows = new ArrayList<>();
        while (rows.size() < count) {
            List<SourceRecord> page = task.poll();
            rows.addAll(page == null ? List.of() : page);
        }
        task.stop();
        return rows;
    }

    private static Object create(Class<?> type) throws ReflectiveOperationException {
        return type.getDeclaredConstructor().newInstance();
    }

    /** Sends records in one transaction. */
    void send(List<SourceRecord> rows, Predicate<SourceRecord> which, boolean commit) {
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

    /** Puts rows into the table of events. */
    void archive(List<SourceRecord> rows, Predicate<SourceRecord> which) throws IOException {
        archive("events", rows, which);
    }

    /** Puts rows into a table of the archive. */
    void archive(String name, List<SourceRecord> rows, Predicate<SourceRecord> which) throws IOException {
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
