/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit;

import io.affidavit.examples.Example;
import io.affidavit.examples.Options;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Runs the credit monitor on this machine: planted faults in a stream of decisions are found, told and drawn. */
public final class CreditMonitor {
    private static final Example EXAMPLE = new Example(
            "credit-monitor",
            new Options.Usage("examples/credit-monitor/run", "credit decisions", 50_000, 200_000),
            List.of("transforms", "monitor", "archive"),
            (options, stack, console) -> new CreditJob(options, stack, console, Clock.systemUTC()).run());

    private CreditMonitor() {}

    /** Exit code 0 when all faults are found in time and nothing else, 1 otherwise, 2 on a wrong option. */
    public static void main(String... arguments) {
        System.exit(EXAMPLE.run(new PrintStream(System.out, true, StandardCharsets.UTF_8), arguments));
    }
}
