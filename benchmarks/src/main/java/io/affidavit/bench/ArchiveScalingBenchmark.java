/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.stack.KafkaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/**
 * What more tasks and more commits cost: throughput of two tasks over that of one; commit time of 64 tasks over that of
 * one, on a store as slow as an object store; commit time after many commits over that of the first.
 */
final class ArchiveScalingBenchmark implements Benchmark {

    private static final int DISTINCT = 20_000;
    private static final int MANY = 64;
    private static final int WINDOW = 100;
    private static final List<Integer> TASKS = List.of(1, 2, 4);

    private static final List<String> PARTS = List.of("speedup", "stagger", "growth", "workers");

    private final boolean quick;
    private final List<String> parts;
    private final Path directory;
    private final List<Struct> events = Events.structs(DISTINCT, 7);
    private final String signingKey = Sinks.signingKey();
    private int sequence;

    /** @param arguments {@code --quick} for a fraction of the work; and, to measure less, the parts wanted */
    ArchiveScalingBenchmark(List<String> arguments) {
        this.quick = arguments.contains("--quick");
        List<String> wanted =
                arguments.stream().filter(a -> !a.equals("--quick")).toList();
        if (!PARTS.containsAll(wanted)) {
            throw new IllegalArgumentException("Cannot run archive-scaling: name parts of " + PARTS + ", or --quick.");
        }
        this.parts = wanted.isEmpty() ? PARTS : wanted;
        try {
            this.directory = Files.createTempDirectory("affidavit-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Result run() throws Exception {
        try {
            Result result = new Result("measure", "base", "compared", "ratio");
            if (parts.contains("speedup")) {
                speedup(result);
            }
            if (parts.contains("stagger")) {
                stagger(result);
            }
            if (parts.contains("growth")) {
                growth(result);
            }
            if (parts.contains("workers")) {
                workers(result);
            }
            return result;
        } finally {
            Sinks.delete(directory);
        }
    }

    private void speedup(Result result) throws Exception {
        TaskSpeedup.Figures figures =
                new TaskSpeedup(this::config, events, quick ? 60_000 : 200_000, quick ? 3 : 5).measure();
        result.row("records per second, 1 and 2 tasks", figures.one(), figures.two(), figures.speedup())
                .figure("two_task_speedup", figures.speedup());
    }

    private void stagger(Result result) throws Exception {
        StaggeredCommits commits = new StaggeredCommits(this::config, events);
        double[] one = commits.measure(1, 1_000, quick ? 21 : 101);
        double[] many = commits.measure(MANY, quick ? 30_000 : 60_000, quick ? 2 : 3);
        double ratio = percentile(many, 0.95) / percentile(one, 0.95);
        result.row(
                        "commit p50 in ms, 1 and 64 tasks",
                        percentile(one, 0.5),
                        percentile(many, 0.5),
                        percentile(many, 0.5) / percentile(one, 0.5))
                .row("commit p95 in ms, 1 and 64 tasks", percentile(one, 0.95), percentile(many, 0.95), ratio)
                .figure("commit_p95_ratio_64", ratio);
    }

    private void growth(Result result) throws Exception {
        CommitGrowth.Times times = new CommitGrowth(this::config, events).measure(quick ? 1_000 : 10_000);
        growth(result, "commit p50 in ms", times.millis(), "commit_growth_ratio");
        growth(result, "CPU of a commit, p50 in ms", times.cpuMillis(), "commit_cpu_growth_ratio");
    }

    private static void growth(Result result, String what, List<Double> times, String key) {
        double first = median(times.subList(0, WINDOW));
        double last = median(times.subList(times.size() - WINDOW, times.size()));
        result.row(String.format("%s, first and last 100 of %,d", what, times.size()), first, last, last / first)
                .figure(key, last / first);
    }

    private void workers(Result result) throws Exception {
        try (KafkaProcess broker = new KafkaProcess(directory.resolve("kafka"))) {
            broker.start();
            Sinks sinks = new Sinks(directory, broker.bootstrapServers());
            new WorkerComparison(broker.bootstrapServers(), directory, sinks)
                    .measure(Events.json(events), TASKS)
                    .forEach((tasks, pair) -> workers(result, tasks, pair));
        }
    }

    private static void workers(Result result, int tasks, WorkerComparison.Pair pair) {
        String who = ", Iceberg's sink and ours, tasks: " + tasks;
        WorkerComparison.Cost theirs = pair.theirs();
        WorkerComparison.Cost ours = pair.ours();
        result.row(
                        "records per CPU-second" + who,
                        theirs.recordsPerCpuSecond(),
                        ours.recordsPerCpuSecond(),
                        pair.ratio())
                .row("greatest heap in MB" + who, theirs.heapMegabytes(), ours.heapMegabytes(), "")
                .row("files" + who, theirs.files(), ours.files(), "")
                .row("mean commit in ms" + who, theirs.commitMillis(), ours.commitMillis(), "")
                .figure("worker_ratio_" + tasks, pair.ratio());
    }

    private static double median(List<Double> values) {
        return percentile(values.stream().mapToDouble(Double::doubleValue).toArray(), 0.5);
    }

    private static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
    }

    /** A connector over a catalog and a warehouse of its own. */
    private Map<String, String> config() {
        Map<String, String> config = Sinks.catalogConfig(directory.resolve("run-" + sequence++));
        config.put("name", "scaling");
        config.put("topics", "bench");
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("archive.table", "bench.events");
        config.put("archive.catalog.embedded.single.host", "true");
        config.put("archive.signing.key", signingKey);
        return config;
    }
}
