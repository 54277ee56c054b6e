/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The door to every measurement: {@code Benchmarks NAME [ARGUMENT ...]}. */
public final class Benchmarks {

    private static final Map<String, Function<List<String>, Benchmark>> BY_NAME = new TreeMap<>(Map.ofEntries(
            entry("accuracy", AccuracyBenchmark::of),
            entry("archive-backfill", none -> new ArchiveBackfillBenchmark()),
            entry("archive-scaling", ArchiveScalingBenchmark::new),
            entry("archive-sink", none -> new ArchiveSinkBenchmark()),
            entry("chain", none -> new ChainBenchmark()),
            entry("corpus", CorpusBenchmark::of),
            entry("detector", none -> new DetectorBenchmark()),
            entry("hostile", none -> new HostileBenchmark()),
            entry("late-commit", LateCommitBenchmark::new),
            entry("monitor", none -> new MonitorBenchmark()),
            entry("policy", none -> new PolicyBenchmark()),
            entry("reconcile", ReconcileBenchmark::new),
            entry("source-postgres", SourcePostgresBenchmark::new),
            entry("verify", VerifyBenchmark::new)));

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0 || !BY_NAME.containsKey(arguments[0])) {
            System.err.println("Cannot run benchmark: name one of " + String.join(", ", BY_NAME.keySet()) + ".");
            System.exit(2);
        }
        try {
            BY_NAME.get(arguments[0])
                    .apply(List.of(arguments).subList(1, arguments.length))
                    .run()
                    .print(System.out);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        System.exit(0);
    }
}
