/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.inspect;

import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.output.ResultOption;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows partitions, holds, offsets and the last commit of one table. */
@Command(
        name = "inspect",
        description = "Shows what a table holds: partitions, holds, offsets, last commit, quarantine.",
        footer = {
            "",
            "Reads metadata only, and with --ledger the statements. Checks no signature: see affidavit verify."
        })
public final class InspectCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Option(
            names = "--ledger",
            description = "Read every statement, and show where every offset ended and which gaps are unexplained.")
    private boolean ledger;

    @Mixin
    private ResultOption output;

    /** Created by picocli. */
    InspectCommand() {}

    @Override
    public Integer call() {
        try (OpenTable open = tableOptions.open()) {
            Inspection inspection = inspect(open);
            Optional<Map<SourcePartition, OffsetAccount>> accounts =
                    ledger ? Optional.of(accounts(open)) : Optional.empty();
            output.print(
                    () -> InspectReport.json(inspection, accounts), () -> InspectReport.text(inspection, accounts));
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

    private static Map<SourcePartition, OffsetAccount> accounts(OpenTable open) {
        try {
            return OffsetAccount.of(open.table());
        } catch (RuntimeException e) {
            throw Failure.of(
                    "Cannot read the statements of table " + open.id(), e, "affidavit verify names the one at fault.");
        }
    }
}
