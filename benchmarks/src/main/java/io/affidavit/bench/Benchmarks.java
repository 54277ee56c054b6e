/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The door to every measurement: {@code Benchmarks NAME}. */
public final class Benchmarks {

    private static final Map<String, Supplier<Benchmark>> BY_NAME =
            new TreeMap<>(Map.of(
                    "chain", ChainBenchmark::new,
                    "archive-sink", ArchiveSinkBenchmark::new,
                    "archive-backfill", ArchiveBackfillBenchmark::new));

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1 || !BY_NAME.containsKey(arguments[0])) {
            System.err.println("Cannot run benchmark: name one of " + String.join(", ", BY_NAME.keySet()) + ".");
            System.exit(2);
        }
        BY_NAME.get(arguments[0]).get().run().print(System.out);
        System.exit(0);
    }
}
