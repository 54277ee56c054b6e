/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.archive.EvidenceArchiveSinkTask;
import io.affidavit.archive.table.ArchiveLayout;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.contract.EventContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.SchemaAndValue;

/**
 * Our archive task, with every row hashed and every commit signed, and Iceberg's own sink task, each on a fresh catalog
 * and warehouse of the same kind. Both write Parquet with the codec and level Iceberg ships.
 */
final class Sinks {

    static final TableIdentifier EVENTS = TableIdentifier.of("bench", "events");

    static final long COMMIT_INTERVAL_MS = 5_000;

    /** What is done with a table before its catalog is closed. */
    interface Reader {
        void read(Table table) throws Exception;
    }

    private final Path directory;
    private final String bootstrap;
    private int sequence;

    Sinks(Path directory, String bootstrap) {
        this.directory = directory;
        this.bootstrap = bootstrap;
    }

    String bootstrap() {
        return bootstrap;
    }

    /** CPU seconds of this process while our task archives {@code count} records. */
    <T> double ours(List<T> source, int count, Function<T, SchemaAndValue> convert, Reader reader) throws Exception {
        Map<String, String> config = archiveConfig(catalogConfig(), "ours-" + sequence, "bench");
        Catalog catalog = Catalogs.open(config);
        try {
            TopicPartition partition = new TopicPartition("bench", 0);
            SinkRun<T> run =
                    new SinkRun<>(new EvidenceArchiveSinkTask(), partition, source, convert, () -> rows(catalog));
            double seconds = Cpu.process(() -> run.run(new PlainContext(config, List.of(partition)), config, count));
            reader.read(catalog.loadTable(EVENTS));
            return seconds;
        } finally {
            Catalogs.close(catalog);
        }
    }

    /**
     * The same for Iceberg's task.
     *
     * @param tuned whether its table has the Parquet settings our tables have, rather than Iceberg's own
     */
    <T> double theirs(List<T> source, int count, Function<T, SchemaAndValue> convert, boolean tuned, Reader reader)
            throws Exception {
        Map<String, String> catalogConfig = catalogConfig();
        Catalog catalog = Catalogs.open(catalogConfig);
        try (Peer peer = new Peer(bootstrap, "peer-" + sequence)) {
            createPeerTable(catalog, tuned);
            SinkRun<T> run = new SinkRun<>(peer.task(), peer.partition(), source, convert, () -> rows(catalog));
            Map<String, String> config = peer.config(catalogConfig, EVENTS.toString(), COMMIT_INTERVAL_MS);
            double seconds = Cpu.process(() -> run.run(peer.context(), config, count));
            reader.read(catalog.loadTable(EVENTS));
            return seconds;
        } finally {
            Catalogs.close(catalog);
        }
    }

    /** The events table as Iceberg's sink needs it: it exists, and is partitioned by day as ours is. */
    static void createPeerTable(Catalog catalog, boolean tuned) {
        Schema schema = SchemaParser.fromJson(EventContract.icebergSchema());
        ((SupportsNamespaces) catalog)
                .createNamespace(Namespace.of(EVENTS.namespace().levels()));
        catalog.createTable(
                EVENTS,
                schema,
                PartitionSpec.builderFor(schema).day("event_time").build(),
                tuned ? parquetSettings(schema) : Map.of());
    }

    /** How a fresh catalog and warehouse are configured, for either sink. */
    Map<String, String> catalogConfig() {
        return catalogConfig(directory.resolve("run-" + sequence++));
    }

    /** The same in a directory that does not exist yet. */
    static Map<String, String> catalogConfig(Path root) {
        if (!root.toFile().mkdirs()) {
            throw new IllegalStateException("Cannot create " + root + ". Check the temporary directory.");
        }
        Map<String, String> config = new HashMap<>();
        config.put("iceberg.catalog.type", "jdbc");
        config.put(
                "iceberg.catalog.uri",
                "jdbc:sqlite:" + root.resolve("catalog.db") + "?busy_timeout=60000&journal_mode=WAL");
        config.put("iceberg.catalog.jdbc.schema-version", "V1");
        config.put("iceberg.catalog.warehouse", "file:" + root.resolve("warehouse"));
        config.put("iceberg.catalog.io-impl", "io.affidavit.catalog.LocalFileIO");
        return config;
    }

    /** The configuration of our connector over such a catalog. */
    static Map<String, String> archiveConfig(Map<String, String> catalog, String name, String topic) {
        Map<String, String> config = new HashMap<>(catalog);
        config.put("name", name);
        config.put("topics", topic);
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("archive.table", EVENTS.toString());
        config.put("archive.catalog.embedded.single.host", "true");
        config.put("archive.commit.interval.ms", Long.toString(COMMIT_INTERVAL_MS));
        config.put("archive.signing.key", signingKey());
        return config;
    }

    /** Rows of the events table, 0 while it does not exist. */
    static long rows(Catalog catalog) {
        if (!catalog.tableExists(EVENTS)) {
            return 0;
        }
        Snapshot snapshot = catalog.loadTable(EVENTS).currentSnapshot();
        return snapshot == null ? 0 : Long.parseLong(snapshot.summary().getOrDefault("total-records", "0"));
    }

    /** Frees the disk of everything run so far. */
    void clear() throws IOException {
        try (Stream<Path> runs = Files.list(directory)) {
            for (Path run : runs.filter(path -> path.getFileName().toString().startsWith("run-"))
                    .toList()) {
                delete(run);
            }
        }
    }

    static void delete(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }

    private static Map<String, String> parquetSettings(Schema schema) {
        return ArchiveLayout.properties(schema).entrySet().stream()
                .filter(property -> property.getKey().startsWith("write.parquet."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A fresh key as our connector takes it. */
    static String signingKey() {
        try {
            byte[] pkcs8 = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8);
            return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot sign: this Java has no Ed25519", e);
        }
    }
}
