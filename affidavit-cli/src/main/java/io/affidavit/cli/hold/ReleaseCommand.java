/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.hold;

import io.affidavit.archive.hold.HoldEntry;
import io.affidavit.archive.hold.HoldRegistry;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.cli.output.ResultOption;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Releases a hold of a table, or finishes releasing it. */
@Command(
        name = "release",
        description = "Releases a hold: from now on its records expire as their retention class says.",
        footer = {"", "Doing it again finishes what a crash cut short."})
final class ReleaseCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Mixin
    private SignerOptions signer;

    @Option(names = "--id", required = true, paramLabel = "ID", description = "The hold.")
    private String id;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why it is released.")
    private String reason;

    @Mixin
    private ResultOption output;

    /** Created by picocli. */
    ReleaseCommand() {}

    @Override
    public Integer call() {
        try (OpenTable open = tableOptions.open()) {
            LegalHolds holds = signer.of(open);
            HoldReport report = open.guarded("Cannot release hold " + id, () -> {
                holds.release(id, reason);
                HoldEntry entry = HoldRegistry.of(open.table()).find(id).orElseThrow();
                return new HoldReport(open.id().toString(), entry, LegalHolds.state(open.table(), entry));
            });
            SignerOptions.note(id, open);
            output.print(report::json, report::text);
            return 0;
        }
    }
}
