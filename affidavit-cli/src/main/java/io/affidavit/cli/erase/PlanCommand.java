/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.erase;

import io.affidavit.archive.erase.Eraser;
import io.affidavit.archive.erase.Subject;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.cli.table.Upkeeps;
import io.affidavit.core.key.SigningKey;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which records of a subject there are and what would become of them. */
@Command(
        name = "plan",
        description =
                "Says how many records of a subject a table has, what would be erased, and what would stay and why.",
        footer = {
            "",
            "Changes nothing.",
            "Exit code: 0 all of them can go, 1 some stay or cannot be told, 2 it could not be found out."
        })
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Mixin
    private SubjectOptions subjects;

    @Option(names = "--json", description = "Print the result as one JSON object, with where the held records are.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    PlanCommand() {}

    @Override
    public Integer call() {
        Subject subject = subjects.subject();
        try (OpenTable open = tableOptions.open()) {
            // It signs nothing.
            Eraser eraser = new Eraser(Upkeeps.of(open, SigningKey.generate(), "affidavit erase plan"));
            ErasureReport report = open.guarded(
                    "Cannot find the records of a subject",
                    () -> ErasureReport.of(open, eraser, true, eraser.plan(subject), List.of(), List.of()));
            spec.commandLine().getOut().print(json ? report.json() : report.text());
            spec.commandLine().getOut().flush();
            return report.isEverything() ? 0 : 1;
        }
    }
}
