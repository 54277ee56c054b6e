/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.archive.EvidenceArchiveSinkConnector;
import io.affidavit.catalog.Catalogs;
import io.affidavit.stack.ConnectWorkerProcess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.connect.IcebergSinkConnector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Both sinks as connectors in one real worker, by turns, over the same topic of JSON. CPU is that of the worker process
 * from the connector's creation until its table holds every record: consumer and converter included, for either.
 */
final class WorkerComparison {

    private static final String TOPIC = "worker-bench";
    private static final int RECORDS = 100_000;
    private static final int RUNS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Set<String> WORKERS_OWN = Set.of(
            "connect-api",
            "connect-json",
            "connect-runtime",
            "connect-transforms",
            "kafka-clients",
            "local-stack",
            "slf4j-api",
            "slf4j-nop");

    /** What one run of one sink cost, or the median of several. */
    record Cost(double recordsPerCpuSecond, double heapMegabytes, double files, double commitMillis) {

        static Cost median(Cost[] costs) {
            return new Cost(
                    median(costs, Cost::recordsPerCpuSecond),
                    median(costs, Cost::heapMegabytes),
                    median(costs, Cost::files),
                    median(costs, Cost::commitMillis));
        }

        private static double median(Cost[] costs, ToDoubleFunction<Cost> part) {
            return Cpu.median(Stream.of(costs).mapToDouble(part).toArray());
        }
    }

    /** @param ratio median over the runs of our records per CPU-second over theirs in the run beside it */
    record Pair(Cost ours, Cost theirs, double ratio) {}

    private final String bootstrap;
    private final Path directory;
    private final Sinks sinks;
    private int sequence;

    WorkerComparison(String bootstrap, Path directory, Sinks sinks) {
        this.bootstrap = bootstrap;
        this.directory = directory.resolve("worker");
        this.sinks = sinks;
    }

    /**
     * @param tasks how many tasks the connectors are given, one number after another; the topic has a partition for each task
     * @return by number of tasks
     */
    Map<Integer, Pair> measure(List<byte[]> json, List<Integer> tasks) throws Exception {
        produce(json, Collections.max(tasks));
        Map<Integer, Pair> pairs = new LinkedHashMap<>();
        try (ConnectWorkerProcess worker = ConnectWorkerProcess.on(
                        bootstrap, pluginPath(), directory.resolve("connect"))
                .property("plugin.discovery", "hybrid_warn")
                .logLevel("org.apache.kafka", "WARN")
                .build()) {
            worker.start();
            try (WorkerJmx jmx = new WorkerJmx(worker.pid())) {
                for (int count : tasks) {
                    pairs.put(count, pair(worker, jmx, count));
                }
            }
        }
        return pairs;
    }

    private Pair pair(ConnectWorkerProcess worker, WorkerJmx jmx, int tasks) throws Exception {
        Cost[] ours = new Cost[RUNS];
        Cost[] theirs = new Cost[RUNS];
        double[] ratios = new double[RUNS];
        for (int run = -1; run < RUNS; run++) {
            Cost our = ours(worker, jmx, tasks);
            Cost their = theirs(worker, jmx, tasks);
            System.err.printf("Worker, %d tasks, run %d: ours %s, Iceberg's %s%n", tasks, run + 1, our, their);
            if (run >= 0) {
                ours[run] = our;
                theirs[run] = their;
                ratios[run] = our.recordsPerCpuSecond() / their.recordsPerCpuSecond();
            }
        }
        return new Pair(Cost.median(ours), Cost.median(theirs), Cpu.median(ratios));
    }

    private Cost ours(ConnectWorkerProcess worker, WorkerJmx jmx, int tasks) throws Exception {
        String name = "ours-" + sequence++;
        Map<String, String> config = Sinks.archiveConfig(sinks.catalogConfig(), name, TOPIC);
        config.put("connector.class", EvidenceArchiveSinkConnector.class.getName());
        config.put("tasks.max", Integer.toString(tasks));
        Catalog catalog = Catalogs.open(config);
        try {
            return measure(
                    worker,
                    jmx,
                    catalog,
                    config,
                    () -> jmx.metric(name, "commit-time-ms") / jmx.metric(name, "commits"));
        } finally {
            Catalogs.close(catalog);
        }
    }

    private Cost theirs(ConnectWorkerProcess worker, WorkerJmx jmx, int tasks) throws Exception {
        String name = "theirs-" + sequence++;
        String control = "control-" + name;
        createTopic(control, 1);
        Map<String, String> config = new HashMap<>(sinks.catalogConfig());
        config.put("name", name);
        config.put("connector.class", IcebergSinkConnector.class.getName());
        config.put("tasks.max", Integer.toString(tasks));
        config.put("topics", TOPIC);
        config.put("iceberg.tables", Sinks.EVENTS.toString());
        config.put("iceberg.control.topic", control);
        config.put("iceberg.control.commit.interval-ms", Long.toString(Sinks.COMMIT_INTERVAL_MS));
        config.put("iceberg.kafka.bootstrap.servers", bootstrap);
        Catalog catalog = Catalogs.open(config);
        try {
            Sinks.createPeerTable(catalog, false);
            return measure(worker, jmx, catalog, config, () -> ControlTopic.meanCommitMillis(bootstrap, control));
        } finally {
            Catalogs.close(catalog);
        }
    }

    /** Milliseconds, asked for while the connector still runs. */
    private interface CommitMillis {
        double mean() throws Exception;
    }

    private static Cost measure(
            ConnectWorkerProcess worker,
            WorkerJmx jmx,
            Catalog catalog,
            Map<String, String> config,
            CommitMillis commits)
            throws Exception {
        jmx.collectGarbage();
        double before = jmx.cpuSeconds();
        double heap = 0;
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        worker.rest().put(config.get("name"), config);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (Sinks.rows(catalog) < RECORDS) {
            heap = Math.max(heap, jmx.heapMegabytes());
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Cannot finish run of " + config.get("name") + ": its table holds "
                        + Sinks.rows(catalog) + " of " + RECORDS + " records. Its state is "
                        + worker.rest().status(config.get("name")) + ", its log " + worker.log());
            }
            Thread.sleep(100);
        }
        double seconds = jmx.cpuSeconds() - before;
        double commitMillis = commits.mean();
        worker.rest().delete(config.get("name"));
        Snapshot snapshot = catalog.loadTable(Sinks.EVENTS).currentSnapshot();
        return new Cost(
                RECORDS / seconds, heap, Double.parseDouble(snapshot.summary().get("total-data-files")), commitMillis);
    }

    private void produce(List<byte[]> json, int partitions) throws Exception {
        createTopic(TOPIC, partitions);
        byte[] key = "tenant|key".getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "20", "batch.size", "262144"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>(RECORDS);
            for (int i = 0; i < RECORDS; i++) {
                sent.add(producer.send(new ProducerRecord<>(TOPIC, i % partitions, key, json.get(i % json.size()))));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    private void createTopic(String topic, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** Both sinks as one plugin of the same jars: those of this process that are not the worker's own. */
    private Path pluginPath() throws IOException {
        Path plugins = directory.resolve("plugins");
        Path plugin = plugins.resolve("sinks");
        Files.createDirectories(plugin);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry).toAbsolutePath();
            String artifact = jar.getFileName().toString().replaceFirst("-\\d.*", "");
            if (entry.endsWith(".jar") && !WORKERS_OWN.contains(artifact)) {
                Files.createSymbolicLink(plugin.resolve(jar.getFileName()), jar);
            }
        }
        return plugins;
    }
}
