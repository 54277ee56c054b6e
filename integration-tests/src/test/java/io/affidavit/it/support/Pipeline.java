/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.stack.litellm.SpendLog;
import io.affidavit.stack.litellm.SpendLogTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One log table, its source, its topic, its sink and its archive, all under one name of their own. */
public final class Pipeline implements AutoCloseable {
    /** The archive's table. */
    public static final String TABLE = "governance.events";

    private static final String HASH_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private final TestStack stack;
    private final String name;
    private final Map<String, String> catalog;
    private final Archive archive;

    /** @param name letters and digits; names database, topic, connectors and archive */
    public Pipeline(TestStack stack, String name) {
        this(
                stack,
                name,
                Map.of(
                        "archive.embedded.directory",
                        stack.directory().resolve("archive-" + name).toString(),
                        "archive.catalog.embedded.single.host",
                        "true"));
    }

    /** @param catalog the sink's keys of its catalog and store, secrets included */
    public Pipeline(TestStack stack, String name, Map<String, String> catalog) {
        this.stack = stack;
        this.name = name;
        this.catalog = Map.copyOf(catalog);
        this.archive = new Archive(catalog, TABLE);
        if (Files.notExists(signingKey())) {
            CommandLine.Outcome outcome =
                    stack.affidavit().run(List.of("keys", "generate", "--out", keys().toString()));
            if (outcome.code() != 0) {
                throw new IllegalStateException("Cannot make a signing key: " + outcome.output());
            }
        }
    }

    public String topic() {
        return name + ".events";
    }

    public String quarantineTopic() {
        return name + ".quarantine";
    }

    public String source() {
        return name + "-source";
    }

    public String sink() {
        return name + "-sink";
    }

    public Archive archive() {
        return archive;
    }

    public Path archiveDirectory() {
        return stack.directory().resolve("archive-" + name);
    }

    public Path keys() {
        return stack.directory().resolve("keys");
    }

    public Path signingKey() {
        return keys().resolve("signing-key.pem");
    }

    public String hashKey() {
        return HASH_KEY;
    }

    public String jdbcUrl() {
        return stack.postgres().jdbcUrl(name);
    }

    /** Creates the database and its log table. */
    public Pipeline createLogTable() {
        try (Connection admin = stack.postgres().connect();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE \"" + name + "\"");
            try (Connection connection = connect()) {
                SpendLogTable.create(connection);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create database " + name, e);
        }
    }

    public Connection connect() throws SQLException {
        return stack.postgres().connect(name);
    }

    public long load(Stream<SpendLog> rows) {
        try (Connection connection = connect()) {
            return SpendLogTable.load(connection, rows);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot load rows", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source with the whole transform chain; change it before {@link #startSource}. */
    public Map<String, String> sourceConfig() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.affidavit.source.PostgresLogsSourceConnector");
        config.put("tasks.max", "2");
        config.put("exactly.once.support", "required");
        config.put("transaction.boundary", "connector");
        config.put("source.preset", "litellm");
        config.put("source.url", jdbcUrl());
        config.put("source.user", "postgres");
        config.put("source.instance", name);
        config.put("source.hash.key", HASH_KEY);
        config.put("source.quarantine.topic", quarantineTopic());
        config.put("topic", topic());
        config.put("topic.creation.default.partitions", "3");
        config.put("topic.creation.default.replication.factor", "1");
        config.put("transforms", "event,version,mask");
        config.put("transforms.event.type", "io.affidavit.smt.ToGovernanceEvent");
        config.put("transforms.event.mapping", "litellm");
        config.put("transforms.event.quarantine.topic", quarantineTopic());
        config.put("transforms.version.type", "io.affidavit.smt.EnforceSchemaVersion");
        config.put("transforms.version.accept", ">=1.0 <2");
        config.put("transforms.version.quarantine.topic", quarantineTopic());
        config.put("transforms.mask.type", "io.affidavit.smt.MaskFields");
        config.putAll(converters());
        return config;
    }

    /** The sink on the source's topic. */
    public Map<String, String> sinkConfig() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.affidavit.archive.EvidenceArchiveSinkConnector");
        config.put("tasks.max", "2");
        config.put("topics", topic());
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("consumer.override.auto.offset.reset", "earliest");
        config.put("errors.tolerance", "all");
        config.put("archive.table", TABLE);
        config.putAll(catalog);
        config.put("archive.signing.key.file", signingKey().toString());
        config.put("archive.commit.interval.ms", "2000");
        config.putAll(converters());
        return config;
    }

    public Pipeline start() {
        startSink(sinkConfig());
        startSource(sourceConfig());
        return this;
    }

    public void startSource(Map<String, String> config) {
        stack.rest().put(source(), config);
        stack.rest().awaitRunning(source(), 1, Duration.ofMinutes(1));
    }

    public void startSink(Map<String, String> config) {
        if (!stack.topics().exists(topic())) {
            stack.topics().create(topic(), 3);
        }
        stack.rest().put(sink(), config);
        stack.rest().awaitRunning(sink(), 1, Duration.ofMinutes(1));
    }

    /** Waits until the archive holds as many rows. */
    public void awaitArchived(long rows, Duration limit) {
        await().atMost(limit).pollInterval(Duration.ofMillis(300)).until(archive::rows, archived -> archived >= rows);
    }

    /** Waits until the statements of the archive reach this offset of every partition they name. */
    public void awaitOffset(long next, Duration limit) {
        await().atMost(limit)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> archive.statements().stream()
                        .findFirst()
                        .map(CommitStatement::ranges)
                        .filter(ranges -> ranges.stream().allMatch(range -> range.to() >= next))
                        .isPresent());
    }

    /** The options of a command that reads the archive. */
    public List<String> tableOptions() {
        List<String> options = new ArrayList<>(List.of("--table", TABLE));
        catalog.forEach((key, value) -> options.addAll(List.of("-C", key + "=" + value)));
        return options;
    }

    /** Public keys of those who may sign the archive. */
    public Path trustedKeys() {
        return keys().resolve("trusted-keys.pem");
    }

    /** Runs {@code affidavit verify} with a file of trusted keys. */
    public CommandLine.Outcome verify(Path trustedKeys) {
        List<String> arguments = new ArrayList<>(List.of("verify", "--trust", trustedKeys.toString()));
        arguments.addAll(tableOptions());
        return stack.affidavit().run(arguments);
    }

    /** Runs {@code affidavit reconcile} over log table, topic and archive. */
    public CommandLine.Outcome reconcile() {
        List<String> arguments = new ArrayList<>(List.of("reconcile"));
        arguments.addAll(reconcileOptions());
        return affidavit(arguments);
    }

    /** The options of a command that compares log table, topic and archive. */
    public List<String> reconcileOptions() {
        try {
            Path config = stack.directory().resolve(name + "-source.json");
            Files.writeString(config, new ObjectMapper().writeValueAsString(sourceConfig()));
            List<String> options =
                    new ArrayList<>(List.of("--source-config", config.toString(), "--bootstrap", bootstrapServers()));
            options.addAll(tableOptions());
            return options;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CommandLine.Outcome affidavit(List<String> arguments) {
        return stack.affidavit().run(arguments);
    }

    public String bootstrapServers() {
        return stack.broker().bootstrapServers();
    }

    /** The records of the governed topic. */
    public List<ConsumerRecord<byte[], byte[]>> governed() {
        return stack.topics().read(topic());
    }

    @Override
    public void close() {
        for (String connector : new String[] {source(), sink()}) {
            try {
                stack.rest().delete(connector);
            } catch (RuntimeException notThere) {
                // the test did not start it
            }
        }
        archive.close();
    }

    private static Map<String, String> converters() {
        return Map.of(
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable", "false",
                "header.converter", "org.apache.kafka.connect.storage.StringConverter");
    }
}
