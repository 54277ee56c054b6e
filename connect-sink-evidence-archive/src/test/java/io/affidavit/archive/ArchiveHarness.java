/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.key.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/** Drives a real sink task against a real Iceberg table in a directory, as a worker would. */
final class ArchiveHarness implements AutoCloseable {

    static final String TOPIC = "governed";
    static final SigningKey KEY = SigningKey.generate();
    static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

    final RecordingContext context = new RecordingContext();
    final TickingClock clock = new TickingClock(NOW);
    final EvidenceArchiveSinkTask task;
    private final Catalog catalog;
    private final Map<String, String> config;
    private final Map<TopicPartition, OffsetAndMetadata> consumed = new HashMap<>();

    private ArchiveHarness(Map<String, String> config) {
        this.config = config;
        this.catalog = Catalogs.open(config);
        this.task = new EvidenceArchiveSinkTask(clock);
        task.initialize(context);
    }

    /** A started task that owns partition 0, without anything put yet. */
    static ArchiveHarness start(Path directory, Map<String, String> overrides) {
        return start(directory, overrides, null);
    }

    /** The same with a reporter of errant records. */
    static ArchiveHarness start(Path directory, Map<String, String> overrides, ErrantRecordReporter reporter) {
        ArchiveHarness harness = new ArchiveHarness(config(directory, overrides));
        harness.context.reporter = reporter;
        harness.task.start(harness.config);
        harness.open(0);
        return harness;
    }

    /** The same on a worker that has metrics. */
    static ArchiveHarness startWithMetrics(Path directory, Map<String, String> overrides, PluginMetrics metrics) {
        ArchiveHarness harness = new ArchiveHarness(config(directory, overrides));
        harness.context.metrics = metrics;
        harness.task.start(harness.config);
        harness.open(0);
        return harness;
    }

    static ArchiveHarness start(Path directory) {
        return start(directory, Map.of());
    }

    static Map<String, String> config(Path directory, Map<String, String> overrides) {
        Map<String, String> config = new HashMap<>();
        config.put("name", "archive-test");
        config.put("connector.class", EvidenceArchiveSinkConnector.class.getName());
        config.put("topics", TOPIC);
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("archive.embedded.directory", directory.toString());
        config.put("archive.catalog.embedded.single.host", "true");
        config.put("archive.signing.key", KEY.toPem());
        config.put("archive.commit.interval.ms", "1000");
        config.put("archive.commit.timeout", "2s");
        config.putAll(overrides);
        return config;
    }

    void open(int... partitions) {
        List<TopicPartition> opened = new ArrayList<>();
        for (int partition : partitions) {
            opened.add(new TopicPartition(TOPIC, partition));
        }
        context.assigned.addAll(opened);
        task.open(opened);
    }

    /** As a rebalance takes partitions away. */
    void revoke(int partition) {
        task.close(List.of(new TopicPartition(TOPIC, partition)));
        context.assigned.remove(new TopicPartition(TOPIC, partition));
    }

    void put(SinkRecord... records) {
        put(List.of(records));
    }

    void put(List<SinkRecord> records) {
        task.put(records);
        records.forEach(record -> consumed.put(
                new TopicPartition(record.topic(), record.kafkaPartition()),
                new OffsetAndMetadata(record.kafkaOffset() + 1)));
    }

    /** Lets the commit interval pass and gives the task its turn. */
    void commit() {
        clock.advanceMillis(2_000);
        task.put(List.of());
    }

    /** The offsets the task would let the worker commit. */
    Map<TopicPartition, Long> preCommit() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        task.preCommit(consumed).forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    Catalog catalog() {
        return catalog;
    }

    Table table() {
        return catalog.loadTable(TableIdentifier.of("evidence", "events"));
    }

    Table quarantine() {
        return catalog.loadTable(TableIdentifier.of("evidence", "events_quarantine"));
    }

    List<Record> rows() {
        return rows(table());
    }

    static List<Record> rows(Table table) {
        List<Record> rows = new ArrayList<>();
        try (CloseableIterable<Record> read = IcebergGenerics.read(table).build()) {
            read.forEach(rows::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** Offsets of the archived rows, sorted, repeats included. */
    List<Long> offsets() {
        return offsets(table());
    }

    static List<Long> offsets(Table table) {
        return rows(table).stream()
                .map(row -> (Long) ((Record) row.getField("_kafka")).getField("offset"))
                .sorted()
                .toList();
    }

    /** The ranges of the newest statement, by partition. */
    Map<Integer, OffsetRange> ranges() {
        return ranges(table());
    }

    static Map<Integer, OffsetRange> ranges(Table table) {
        Map<Integer, OffsetRange> ranges = new HashMap<>();
        try {
            StatementRef head = StatementRef.from(table.properties()).orElseThrow();
            ((CommitStatement)
                            Envelope.parse(StatementStore.of(table).read(head)).statement())
                    .ranges()
                    .forEach(range -> ranges.put(range.partition(), range));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ranges;
    }

    /** A process that died: nothing is closed, nothing is told. */
    void crash() {
        Catalogs.close(catalog);
    }

    @Override
    public void close() {
        task.stop();
        Catalogs.close(catalog);
    }

    /** A clock that stands until it is moved. */
    static final class TickingClock extends Clock {

        private Instant now;

        TickingClock(Instant now) {
            this.now = now;
        }

        void advanceMillis(long millis) {
            now = now.plusMillis(millis);
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            throw new UnsupportedOperationException("not used");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
