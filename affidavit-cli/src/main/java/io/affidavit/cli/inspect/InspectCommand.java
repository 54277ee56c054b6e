/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.inspect;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows partitions, holds, offsets and the last commit of one table. */
@Command(
        name = "inspect",
        description = "Shows what a table holds: partitions, holds, offsets, last commit, quarantine.",
        footer = {"", "Reads metadata only and checks no signature: see affidavit verify."})
public final class InspectCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    InspectCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (OpenTable open = tableOptions.open()) {
            Inspection inspection = inspect(open);
            out.print(json ? InspectReport.json(inspection) : InspectReport.text(inspection));
            out.flush();
        }
        return 0;
    }

    private static Inspection inspect(OpenTable open) {
        try {
            return Inspection.of(open);
        } catch (RuntimeException e) {
            throw Failure.of(
                    "Cannot inspect table " + open.id(), e, "Check that its metadata and store can be reached.");
        }
    }
}
