/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.quickstart;

import io.affidavit.examples.Example;
import io.affidavit.examples.Options;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs the main job on this machine: a log table becomes governed events and a verified archive. */
public final class Quickstart {
    private static final Example EXAMPLE = new Example(
            "quickstart",
            new Options.Usage("examples/quickstart/run", "rows in the log table", 1_000, 50_000),
            List.of("transforms", "sources", "archive"),
            (options, stack, console) -> new MainJob(options, stack, console).run());

    private Quickstart() {}

    /** Exit code 0 when every row is archived and verified, 1 on any failure, 2 on a wrong option. */
    public static void main(String... arguments) {
        System.exit(EXAMPLE.run(new PrintStream(System.out, true, StandardCharsets.UTF_8), arguments));
    }
}
