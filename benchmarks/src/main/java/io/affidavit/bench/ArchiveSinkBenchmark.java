/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.archive.EvidenceArchiveSinkTask;
import io.affidavit.archive.catalog.Catalogs;
import io.affidavit.core.contract.EventContract;
import io.affidavit.stack.KafkaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * Our archive task, with every row hashed and every commit signed, beside Iceberg's own sink task, each as it ships: same
 * records, same catalog and file system, same codec, interleaved runs in one process. CPU is that of the whole process.
 */
final class ArchiveSinkBenchmark implements Benchmark {

    private static final int RECORDS = 300_000;
    private static final int DISTINCT = 60_000;
    private static final int RUNS = 5;
    private static final long COMMIT_INTERVAL_MS = 5_000;
    private static final Namespace NAMESPACE = Namespace.of("bench");

    private final Path directory;
    private final JsonConverter converter = Events.converter();
    private int sequence;

    ArchiveSinkBenchmark() {
        try {
            this.directory = Files.createTempDirectory("affidavit-bench");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public Result run() throws Exception {
        List<Struct> structs = Events.structs(DISTINCT, 7);
        List<byte[]> json = Events.json(structs);
        Function<Struct, SchemaAndValue> asStruct = event -> new SchemaAndValue(event.schema(), event);
        Function<byte[], SchemaAndValue> asMap = bytes -> converter.toConnectData("bench", bytes);
        try (KafkaProcess broker = new KafkaProcess(directory.resolve("kafka"))) {
            broker.start();
            double[][] struct = compare("Struct", broker.bootstrapServers(), structs, asStruct);
            double[][] map = compare("JSON", broker.bootstrapServers(), json, asMap);
            return report(struct, map, Events.meanBytes(json));
        } finally {
            delete(directory);
        }
    }

    private static Result report(double[][] struct, double[][] map, double bytes) {
        Result result = new Result("path", "sink", "records/CPU-s", "MB/CPU-s", "ratio");
        addRows(result, "Struct", struct, bytes, "struct_ratio");
        addRows(result, "JSON", map, bytes, "json_ratio");
        return result;
    }

    private static void addRows(Result result, String path, double[][] rates, double bytes, String key) {
        double ours = Cpu.median(rates[0]);
        double theirs = Cpu.median(rates[1]);
        double[] ratios = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            ratios[i] = rates[0][i] / rates[1][i];
        }
        double ratio = Cpu.median(ratios);
        result.row(path, "affidavit archive", ours, ours * bytes / 1e6, ratio);
        result.row(path, "iceberg-kafka-connect", theirs, theirs * bytes / 1e6, "1");
        result.figure(key, ratio).figure(key.replace("ratio", "records_per_cpu_s"), ours);
    }

    private <T> double[][] compare(String path, String bootstrap, List<T> source, Function<T, SchemaAndValue> convert)
            throws Exception {
        double[][] rates = new double[2][RUNS];
        for (int run = -1; run < RUNS; run++) {
            double ours = RECORDS / ours(source, convert);
            double theirs = RECORDS / theirs(bootstrap, source, convert);
            System.err.printf(
                    "%s run %d: ours %,.0f, Iceberg's %,.0f records per CPU-second%n", path, run + 1, ours, theirs);
            if (run >= 0) {
                rates[0][run] = ours;
                rates[1][run] = theirs;
            }
        }
        return rates;
    }

    private <T> double ours(List<T> source, Function<T, SchemaAndValue> convert) throws Exception {
        Map<String, String> config = catalogConfig();
        config.put("name", "ours-" + sequence);
        config.put("topics", "bench");
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("archive.table", "bench.events");
        config.put("archive.catalog.embedded.single.host", "true");
        config.put("archive.commit.interval.ms", Long.toString(COMMIT_INTERVAL_MS));
        config.put("archive.signing.key", signingKey());
        Catalog catalog = Catalogs.open(config);
        try {
            SinkRun<T> run = new SinkRun<>(
                    new EvidenceArchiveSinkTask(),
                    new TopicPartition("bench", 0),
                    source,
                    convert,
                    () -> rows(catalog));
            return Cpu.process(() ->
                    run.run(new PlainContext(config, List.of(new TopicPartition("bench", 0))), config, RECORDS));
        } finally {
            Catalogs.close(catalog);
        }
    }

    private <T> double theirs(String bootstrap, List<T> source, Function<T, SchemaAndValue> convert) throws Exception {
        Map<String, String> catalogConfig = catalogConfig();
        Catalog catalog = Catalogs.open(catalogConfig);
        try (Peer peer = new Peer(bootstrap, "peer-" + sequence)) {
            Schema schema = SchemaParser.fromJson(EventContract.icebergSchema());
            ((SupportsNamespaces) catalog).createNamespace(NAMESPACE);
            catalog.createTable(
                    TableIdentifier.of(NAMESPACE, "events"),
                    schema,
                    PartitionSpec.builderFor(schema).day("event_time").build());
            SinkRun<T> run = new SinkRun<>(peer.task(), peer.partition(), source, convert, () -> rows(catalog));
            Map<String, String> config = peer.config(catalogConfig, "bench.events", COMMIT_INTERVAL_MS);
            return Cpu.process(() -> run.run(peer.context(), config, RECORDS));
        } finally {
            Catalogs.close(catalog);
        }
    }

    private Map<String, String> catalogConfig() {
        Path root = directory.resolve("run-" + sequence++);
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
        config.put("iceberg.catalog.io-impl", "io.affidavit.archive.catalog.LocalFileIO");
        return config;
    }

    private static long rows(Catalog catalog) {
        TableIdentifier id = TableIdentifier.of(NAMESPACE, "events");
        if (!catalog.tableExists(id)) {
            return 0;
        }
        Table table = catalog.loadTable(id);
        Snapshot snapshot = table.currentSnapshot();
        return snapshot == null ? 0 : Long.parseLong(snapshot.summary().getOrDefault("total-records", "0"));
    }

    private static String signingKey() throws Exception {
        byte[] pkcs8 = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8);
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }
}
