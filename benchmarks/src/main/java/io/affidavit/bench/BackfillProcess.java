/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.archive.EvidenceArchiveSinkTask;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.contract.EventContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;

/**
 * One sink's backfill, in a process of its own: {@code ours|theirs RECORDS DIRECTORY BOOTSTRAP}. Says on standard output how
 * far it came, so that it is known even if the process ends in the middle.
 */
final class BackfillProcess {

    private static final long COMMIT_INTERVAL_MS = 300_000;
    private static final int SAID_EVERY = 500;

    private BackfillProcess() {}

    public static void main(String[] arguments) throws Exception {
        int records = Integer.parseInt(arguments[1]);
        Sinks sinks = new Sinks(Path.of(arguments[2]), arguments[3]);
        HeapWatch.start(left -> say("peak_heap", left));
        List<Struct> source = new BackfillRecords(records);
        int[] seen = new int[1];
        Function<Struct, SchemaAndValue> convert = event -> {
            if (++seen[0] % SAID_EVERY == 0) {
                say("records", seen[0]);
            }
            return new SchemaAndValue(event.schema(), event);
        };
        double seconds = arguments[0].equals("ours") ? ours(sinks, source, convert) : theirs(sinks, source, convert);
        say("cpu_ms", (long) (seconds * 1000));
        say("completed", 1);
        System.exit(0);
    }

    private static double ours(Sinks sinks, List<Struct> source, Function<Struct, SchemaAndValue> convert)
            throws Exception {
        Map<String, String> config = Sinks.archiveConfig(sinks.catalogConfig(), "ours", "bench");
        config.put("archive.commit.interval.ms", Long.toString(COMMIT_INTERVAL_MS));
        config.put("archive.commit.records", Integer.toString(source.size()));
        Catalog catalog = Catalogs.open(config);
        TopicPartition partition = new TopicPartition("bench", 0);
        SinkRun<Struct> run =
                new SinkRun<>(new EvidenceArchiveSinkTask(), partition, source, convert, () -> Sinks.rows(catalog));
        double seconds =
                Cpu.process(() -> run.run(new PlainContext(config, List.of(partition)), config, source.size()));
        sayFiles(catalog);
        return seconds;
    }

    private static double theirs(Sinks sinks, List<Struct> source, Function<Struct, SchemaAndValue> convert)
            throws Exception {
        Map<String, String> catalogConfig = sinks.catalogConfig();
        Catalog catalog = Catalogs.open(catalogConfig);
        createPeerTable(catalog);
        Peer peer = new Peer(
                sinks.bootstrap(), "backfill-" + ProcessHandle.current().pid());
        SinkRun<Struct> run = new SinkRun<>(peer.task(), peer.partition(), source, convert, () -> Sinks.rows(catalog));
        Map<String, String> config = peer.config(catalogConfig, Sinks.EVENTS.toString(), COMMIT_INTERVAL_MS);
        double seconds = Cpu.process(() -> run.run(peer.context(), config, source.size()));
        sayFiles(catalog);
        return seconds;
    }

    /** Partitioned by the same three values as ours, which Iceberg's sink has as columns of the event. */
    private static void createPeerTable(Catalog catalog) {
        Schema schema = SchemaParser.fromJson(EventContract.icebergSchema());
        ((SupportsNamespaces) catalog)
                .createNamespace(Namespace.of(Sinks.EVENTS.namespace().levels()));
        catalog.createTable(
                Sinks.EVENTS,
                schema,
                PartitionSpec.builderFor(schema)
                        .identity("lifecycle.retention_class")
                        .identity("lifecycle.legal_hold")
                        .day("event_time")
                        .build());
    }

    private static void sayFiles(Catalog catalog) {
        Snapshot snapshot = catalog.loadTable(Sinks.EVENTS).currentSnapshot();
        say("files", Long.parseLong(snapshot.summary().get("total-data-files")));
        say("rows", Long.parseLong(snapshot.summary().get("total-records")));
    }

    private static void say(String key, long value) {
        System.out.println(key + " " + value);
    }
}
