/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.erase;

import io.affidavit.archive.erase.Eraser;
import io.affidavit.archive.removal.Progress;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Goes on with erasures that wait, without knowing whose they are. */
@Command(
        name = "resume",
        description =
                "Goes on with the open erasures of a table: those that a lock kept waiting, or that a crash cut short.",
        footer = {"", "Exit code: 0 none is open any more, 1 some still wait, 2 it could not be done."})
final class ResumeCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Mixin
    private SignerOptions signer;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    ResumeCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (OpenTable open = tableOptions.open()) {
            Eraser eraser = new Eraser(signer.of(open));
            List<Progress> progress = open.guarded("Cannot go on with erasures", eraser::advance);
            boolean waits =
                    open.guarded("Cannot list erasures", () -> !eraser.open().isEmpty());
            if (progress.isEmpty()) {
                out.println("Table " + open.id() + " has no open erasure.");
            }
            progress.forEach(step -> out.println("erasure " + step.id() + ": " + ErasureReport.words(step)));
            return waits ? 1 : 0;
        }
    }
}
