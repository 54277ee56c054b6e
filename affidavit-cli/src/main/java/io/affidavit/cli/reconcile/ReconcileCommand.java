/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.report.JsonOption;
import io.affidavit.cli.report.SigningOptions;
import io.affidavit.core.key.SigningKey;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code affidavit reconcile}: proves that source, topic and archive hold the same rows, or names those that differ. */
@Command(
        name = "reconcile",
        description = "Compares source table, topic and archive, and names the rows that differ by primary key.",
        footer = {"", "Exit code: 0 all rows match, 1 some do not, 2 a tier could not be read."})
public final class ReconcileCommand implements Callable<Integer> {

    @Mixin
    private ReconcileOptions options;

    @Mixin
    private SigningOptions signing;

    @Option(
            names = "--max-keys",
            defaultValue = "100",
            paramLabel = "N",
            description = "Most findings to print (default: ${DEFAULT-VALUE}).")
    private int maxKeys;

    @Option(
            names = "--allow-deleted",
            description = "Rows that the source deleted after they were read, by its retention say, are no mismatch.")
    private boolean allowDeleted;

    @Mixin
    private JsonOption json;

    @Option(names = "--progress", description = "Say on standard error how many rows are read.")
    private boolean progress;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    ReconcileCommand() {}

    @Override
    public Integer call() {
        SigningKey key = signing.key();
        ReconcileOptions.Outcome outcome = options.compare(maxKeys, hearing());
        PrintWriter out = spec.commandLine().getOut();
        out.print(outcome.text());
        out.flush();
        json.write(outcome.document());
        signing.write("reconciliation", outcome.document(), key);
        Reconciliation result = outcome.result();
        return result.matches() || (allowDeleted && result.matchesButForDeletions()) ? 0 : 1;
    }

    private Reconciler.Hearing hearing() {
        if (!progress) {
            return Reconciler.Hearing.NONE;
        }
        PrintWriter err = spec.commandLine().getErr();
        return (tier, rows) -> {
            err.println("reading " + tier.text() + ": " + rows + " rows");
            err.flush();
        };
    }
}
