/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.expire;

import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.removal.Remover;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.cli.table.Upkeeps;
import io.affidavit.core.key.SigningKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts dropped files back into the table. */
@Command(
        name = "undo",
        description = "Puts the files of an expiry back into the table, as long as their deletion has not begun.",
        footer = {"", "The next run drops them again, unless the policy or a hold keeps them by then."})
final class UndoCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Option(
            names = "--id",
            required = true,
            paramLabel = "ID",
            description = "The expiry, as affidavit expire run --dry-run lists it.")
    private String id;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; stands in the statement.")
    private String reason;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "Private key that signs the statement, in PEM, as affidavit keys generate makes it.")
    private Path key;

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who does it; stands in the statement.")
    private String by;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    UndoCommand() {}

    @Override
    public Integer call() {
        SigningKey signer = Upkeeps.key(key);
        try (OpenTable open = tableOptions.open()) {
            StatementRef statement = open.guarded(
                    "Cannot undo expiry " + id, () -> new Remover(Upkeeps.of(open, signer, by)).undo(id, reason));
            spec.commandLine()
                    .getOut()
                    .println("Expiry " + id + " of " + open.id() + " is undone, by statement " + statement.sequence()
                            + ".");
            return 0;
        }
    }
}
