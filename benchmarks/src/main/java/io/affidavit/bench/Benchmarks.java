/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The door to every measurement: {@code Benchmarks NAME [ARGUMENT ...]}. */
public final class Benchmarks {

    private static final Map<String, Function<List<String>, Benchmark>> BY_NAME = new TreeMap<>(Map.of(
            "accuracy", AccuracyBenchmark::of,
            "archive-backfill", none -> new ArchiveBackfillBenchmark(),
            "archive-scaling", ArchiveScalingBenchmark::new,
            "archive-sink", none -> new ArchiveSinkBenchmark(),
            "chain", none -> new ChainBenchmark(),
            "corpus", CorpusBenchmark::of,
            "detector", none -> new DetectorBenchmark(),
            "hostile", none -> new HostileBenchmark(),
            "policy", none -> new PolicyBenchmark(),
            "verify", VerifyBenchmark::new));

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
