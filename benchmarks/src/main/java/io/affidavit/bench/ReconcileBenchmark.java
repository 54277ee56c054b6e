/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.archive.EvidenceArchiveSinkTask;
import io.affidavit.cli.Affidavit;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.ToGovernanceEvent;
import io.affidavit.source.PostgresLogsSourceConnector;
import io.affidavit.source.PostgresLogsSourceTask;
import io.affidavit.stack.KafkaProcess;
import io.affidavit.stack.LocalPostgres;
import io.affidavit.stack.litellm.SpendLogGenerator;
import io.affidavit.stack.litellm.SpendLogTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * How long {@code affidavit reconcile} takes over a table of PostgreSQL, a topic of JSON and an Iceberg archive with the
 * same rows, but for three: one the archive lacks, one altered at the source, and one that only the archive has.
 */
final class ReconcileBenchmark implements Benchmark {

    private static final int ROWS = 1_000_000;
    private static final int QUICK_ROWS = 50_000;
    private static final int COMMITS = 5;
    private static final String TOPIC = "bench";
    private static final String PLANTED = "planted";

    private final int rows;
    private String missing;
    private String altered;

    /** @param arguments {@code --quick} for a fraction of the rows */
    ReconcileBenchmark(List<String> arguments) {
        boolean quick = arguments.equals(List.of("--quick"));
        if (!quick && !arguments.isEmpty()) {
            throw new IllegalArgumentException("Cannot run reconcile: the only argument is --quick.");
        }
        this.rows = quick ? QUICK_ROWS : ROWS;
    }

    @Override
    public Result run() throws Exception {
        Path directory = Files.createTempDirectory("affidavit-bench");
        try (LocalPostgres postgres = LocalPostgres.start(Files.createDirectories(directory.resolve("postgres")));
                KafkaProcess broker = new KafkaProcess(Files.createDirectories(directory.resolve("kafka")))) {
            broker.start();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1)))
                        .all()
                        .get();
            }
            System.err.printf("Loading %,d rows ...%n", rows);
            try (Connection connection = postgres.connect()) {
                SpendLogTable.create(connection);
                SpendLogTable.load(
                        connection,
                        new SpendLogGenerator(11, rows, Instant.now().minus(Duration.ofHours(1)), Duration.ofDays(30))
                                .stream());
            }
            Map<String, String> source = sourceConfig(postgres);
            Map<String, String> catalog = Sinks.catalogConfig(directory.resolve("run"));
            forward(source, catalog, broker.bootstrapServers());
            execute(
                    postgres,
                    "UPDATE \"LiteLLM_SpendLogs\" SET model = 'altered' WHERE request_id = '" + altered + "'");
            return measure(source, catalog, broker.bootstrapServers(), directory);
        } finally {
            Sinks.delete(directory);
        }
    }

    private Result measure(Map<String, String> source, Map<String, String> catalog, String bootstrap, Path directory)
            throws Exception {
        Path config = Files.writeString(directory.resolve("source.json"), JsonText.write(new HashMap<>(source)));
        List<String> arguments = new ArrayList<>(List.of(
                "reconcile",
                "--source-config",
                config.toString(),
                "--bootstrap",
                bootstrap,
                "--table",
                Sinks.EVENTS.toString()));
        catalog.forEach((key, value) -> arguments.addAll(List.of("-C", key + "=" + value)));
        StringWriter out = new StringWriter();
        long begun = System.nanoTime();
        int exit = Affidavit.commandLine().setOut(new PrintWriter(out)).execute(arguments.toArray(String[]::new));
        double seconds = (System.nanoTime() - begun) / 1e9;
        String report = out.toString();
        System.err.println(report);
        if (exit != 1
                || !report.contains("1 MISSING_IN_ARCHIVE")
                || !report.contains("1 EXTRA")
                || !report.contains("2 REVISED")
                || !report.contains(missing)
                || !report.contains(altered)
                || !report.contains(PLANTED)) {
            throw new IllegalStateException("Cannot measure: the three planted faults were not found by key.");
        }
        return new Result(String.format("%,d rows in three places", rows), "s", "rows/s")
                .row("reconcile, three faults found by key", seconds, rows / seconds)
                .figure("rows", rows)
                .figure("faults_found", 3)
                .figure("reconcile_seconds", seconds);
    }

    /** Brings the rows into topic and archive as a worker would, and plants what topic and archive shall lack or have. */
    private void forward(Map<String, String> sourceConfig, Map<String, String> catalog, String bootstrap)
            throws Exception {
        PostgresLogsSourceConnector connector = new PostgresLogsSourceConnector();
        connector.start(sourceConfig);
        PostgresLogsSourceTask source = new PostgresLogsSourceTask();
        Map<String, String> task = connector.taskConfigs(1).get(0);
        source.initialize(new TaskContext(task));
        source.start(task);
        try (JsonConverter converter = new JsonConverter();
                ToGovernanceEvent<SourceRecord> events = new ToGovernanceEvent<>();
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap, "linger.ms", 20, "batch.size", 1 << 18),
                        new StringSerializer(),
                        new ByteArraySerializer());
                Archive archive = new Archive(catalog, rows / COMMITS)) {
            converter.configure(Map.of("schemas.enable", "false", "converter.type", "value"));
            events.configure(Map.of("mapping", "litellm", "form", "map", "source.instance", "bench"));
            int done = 0;
            while (done < rows) {
                List<SourceRecord> page = source.poll();
                for (SourceRecord row : page == null ? List.<SourceRecord>of() : page) {
                    SourceRecord event = events.apply(row);
                    // a failed send shows in the comparison
                    Future<?> unused = producer.send(new ProducerRecord<>(
                            TOPIC,
                            String.valueOf(event.key()),
                            converter.fromConnectData(TOPIC, event.valueSchema(), event.value())));
                    String key = GovHeaders.text(row.headers(), GovHeaders.SOURCE_KEY);
                    missing = done == rows / 2 ? key : missing;
                    altered = done == rows / 3 ? key : altered;
                    if (done != rows / 2) {
                        archive.put(event.value());
                    }
                    if (done == rows / 4) {
                        archive.put(planted((Map<?, ?>) event.value()));
                    }
                    done++;
                }
            }
            producer.flush();
            archive.await();
        } finally {
            source.stop();
        }
    }

    /** An event of a row that never was. */
    private static Map<String, Object> planted(Map<?, ?> event) {
        Map<String, Object> copy = new HashMap<>();
        event.forEach((key, value) -> copy.put(String.valueOf(key), value));
        Map<String, Object> source = new HashMap<>();
        ((Map<?, ?>) event.get("source")).forEach((key, value) -> source.put(String.valueOf(key), value));
        source.put("key", PLANTED);
        copy.put("source", source);
        copy.put("event_id", "0123456789abcdef0123456789abcdef");
        return copy;
    }

    private static Map<String, String> sourceConfig(LocalPostgres postgres) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", PostgresLogsSourceConnector.class.getName());
        config.put("name", "bench");
        config.put("topic", TOPIC);
        config.put("source.preset", "litellm");
        config.put("source.url", postgres.jdbcUrl("postgres"));
        config.put("source.user", LocalPostgres.USER);
        config.put("source.instance", "bench");
        config.put("source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        return config;
    }

    private static void execute(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The archive's task with one partition, fed row by row. */
    private static final class Archive implements AutoCloseable {

        private final EvidenceArchiveSinkTask task = new EvidenceArchiveSinkTask();
        private final TopicPartition partition = new TopicPartition(TOPIC, 0);
        private final List<SinkRecord> batch = new ArrayList<>();
        private long offset;

        /** @param everyRecords how many records a commit takes; what is put must be a multiple of it */
        Archive(Map<String, String> catalog, int everyRecords) {
            Map<String, String> config = Sinks.archiveConfig(catalog, "reconcile", TOPIC);
            config.put("archive.commit.records", Integer.toString(everyRecords));
            config.put("archive.commit.interval.ms", "3600000");
            task.initialize(new PlainContext(config, List.of(partition)));
            task.start(config);
            task.open(List.of(partition));
        }

        void put(Object event) {
            batch.add(new SinkRecord(
                    TOPIC, 0, Schema.STRING_SCHEMA, "key", null, event, offset++, 0L, TimestampType.CREATE_TIME));
            if (batch.size() == 1_000) {
                long unused = flush();
            }
        }

        private long flush() {
            task.put(List.copyOf(batch));
            batch.clear();
            OffsetAndMetadata durable = task.preCommit(Map.of(partition, new OffsetAndMetadata(offset)))
                    .get(partition);
            return durable == null ? 0 : durable.offset();
        }

        /** Waits until everything put is durable. */
        void await() throws InterruptedException {
            while (flush() < offset) {
                Thread.sleep(20);
            }
        }

        @Override
        public void close() {
            task.close(List.of(partition));
            task.stop();
        }
    }
}
