/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.stack.KafkaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * Our archive task beside Iceberg's own sink task: same records, same catalog and file system, same codec, interleaved
 * runs in one process. Iceberg's runs twice: as it ships, and with our tables' Parquet settings. CPU is that of the whole
 * process. Before anything is measured, both tables are read back and must hold the same values.
 */
final class ArchiveSinkBenchmark implements Benchmark {

    private static final int RECORDS = 150_000;
    private static final int DISTINCT = 60_000;
    private static final int COMPARED = 20_000;
    private static final int RUNS = 5;

    /** Records per CPU-second of each run, by sink. */
    private static final class Rates {

        private final double[] ours = new double[RUNS];
        private final double[] theirs = new double[RUNS];
        private final double[] tuned = new double[RUNS];

        double ratio() {
            return ratio(theirs);
        }

        double equalTuningRatio() {
            return ratio(tuned);
        }

        private double ratio(double[] others) {
            double[] ratios = new double[RUNS];
            for (int i = 0; i < RUNS; i++) {
                ratios[i] = ours[i] / others[i];
            }
            return Cpu.median(ratios);
        }
    }

    private final JsonConverter converter = Events.converter();

    @Override
    public Result run() throws Exception {
        List<Struct> structs = Events.structs(DISTINCT, 7);
        List<byte[]> json = Events.json(structs);
        Function<Struct, SchemaAndValue> asStruct = event -> new SchemaAndValue(event.schema(), event);
        Function<byte[], SchemaAndValue> asMap = bytes -> converter.toConnectData("bench", bytes);
        Path directory = Files.createTempDirectory("affidavit-bench");
        try (KafkaProcess broker = new KafkaProcess(directory.resolve("kafka"))) {
            broker.start();
            Sinks sinks = new Sinks(directory, broker.bootstrapServers());
            holdTheSame(sinks, structs, asStruct);
            holdTheSame(sinks, json, asMap);
            Rates struct = compare("Struct", sinks, structs, asStruct);
            Rates map = compare("JSON", sinks, json, asMap);
            double bytes = Events.meanBytes(json);
            Result result = report(struct, map, bytes);
            addWorker(
                    result,
                    new WorkerComparison(broker.bootstrapServers(), directory, sinks)
                            .measure(json, List.of(1))
                            .get(1),
                    bytes);
            return result;
        } finally {
            Sinks.delete(directory);
        }
    }

    private static Result report(Rates struct, Rates map, double bytes) {
        Result result =
                new Result("path", "sink", "records/CPU-s", "MB/CPU-s", "ours is", "heap MB", "files", "commit ms");
        addRows(result, "Struct", struct, bytes);
        addRows(result, "JSON", map, bytes);
        return result.figure("struct_ratio", struct.ratio())
                .figure("json_ratio", map.ratio())
                .figure("equal_tuning_ratio", Math.min(struct.equalTuningRatio(), map.equalTuningRatio()))
                .figure("struct_equal_tuning_ratio", struct.equalTuningRatio())
                .figure("json_equal_tuning_ratio", map.equalTuningRatio())
                .figure("struct_records_per_cpu_s", Cpu.median(struct.ours))
                .figure("json_records_per_cpu_s", Cpu.median(map.ours));
    }

    private static void addRows(Result result, String path, Rates rates, double bytes) {
        addRow(result, path, "affidavit archive", rates.ours, bytes, 1);
        addRow(result, path, "iceberg-kafka-connect", rates.theirs, bytes, rates.ratio());
        addRow(result, path, "iceberg-kafka-connect, tuned as ours", rates.tuned, bytes, rates.equalTuningRatio());
    }

    private static void addRow(Result result, String path, String sink, double[] rates, double bytes, double ratio) {
        double median = Cpu.median(rates);
        result.row(path, sink, median, median * bytes / 1e6, ratio, "", "", "");
    }

    private static void addWorker(Result result, WorkerComparison.Pair pair, double bytes) {
        addRow(result, "affidavit archive", pair.ours(), bytes, 1);
        addRow(result, "iceberg-kafka-connect", pair.theirs(), bytes, pair.ratio());
        result.figure("worker_ratio", pair.ratio())
                .figure("worker_heap_mb", pair.ours().heapMegabytes())
                .figure("worker_commit_ms", pair.ours().commitMillis());
    }

    private static void addRow(Result result, String sink, WorkerComparison.Cost cost, double bytes, double ratio) {
        result.row(
                "JSON, in a worker",
                sink,
                cost.recordsPerCpuSecond(),
                cost.recordsPerCpuSecond() * bytes / 1e6,
                ratio,
                Math.round(cost.heapMegabytes()),
                Math.round(cost.files()),
                Math.round(cost.commitMillis()));
    }

    private static <T> void holdTheSame(Sinks sinks, List<T> source, Function<T, SchemaAndValue> convert)
            throws Exception {
        SharedColumns ours = new SharedColumns();
        SharedColumns theirs = new SharedColumns();
        sinks.ours(source, COMPARED, convert, ours::add);
        sinks.theirs(source, COMPARED, convert, false, theirs::add);
        sinks.clear();
        if (ours.rows() != COMPARED || !ours.equals(theirs)) {
            throw new IllegalStateException("Cannot compare speed: the tables of the two sinks hold different values, "
                    + ours + " and " + theirs + ". Look for a coercion that differs.");
        }
    }

    private static <T> Rates compare(String path, Sinks sinks, List<T> source, Function<T, SchemaAndValue> convert)
            throws Exception {
        Rates rates = new Rates();
        for (int run = -1; run < RUNS; run++) {
            double ours = RECORDS / sinks.ours(source, RECORDS, convert, table -> {});
            double theirs = RECORDS / sinks.theirs(source, RECORDS, convert, false, table -> {});
            double tuned = RECORDS / sinks.theirs(source, RECORDS, convert, true, table -> {});
            sinks.clear();
            System.err.printf(
                    "%s run %d: ours %,.0f, Iceberg's %,.0f, Iceberg's with our tuning %,.0f records per CPU-second%n",
                    path, run + 1, ours, theirs, tuned);
            if (run >= 0) {
                rates.ours[run] = ours;
                rates.theirs[run] = theirs;
                rates.tuned[run] = tuned;
            }
        }
        return rates;
    }
}
