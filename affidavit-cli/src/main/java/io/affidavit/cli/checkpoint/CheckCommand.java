/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.checkpoint;

import io.affidavit.archive.evidence.checkpoint.Checkpoint;
import io.affidavit.archive.evidence.checkpoint.Succession;
import io.affidavit.archive.evidence.statement.MalformedEvidenceException;
import io.affidavit.archive.evidence.verify.VerifiedChain;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.CatalogOptions;
import io.affidavit.cli.table.CheckpointFile;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.core.key.TrustedKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks that the statements of a table, or a newer checkpoint, continue an old one. */
@Command(
        name = "check",
        description =
                "Checks that a table, or a newer checkpoint with its proof, continues a checkpoint that was kept.",
        footer = {"", "Exit code: 0 it does, 1 it does not, 2 it could not be checked."})
final class CheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "OLD", description = "The checkpoint that was kept.")
    private Path old;

    @Option(
            names = "--trust",
            required = true,
            paramLabel = "FILE",
            description = "Public keys whose statements and checkpoints count, in PEM.")
    private Path trust;

    @Option(
            names = "--proof",
            paramLabel = "FILE",
            description = "What affidavit checkpoint prove wrote: then no table is needed.")
    private Path proof;

    @Option(names = "--table", paramLabel = "NAME", description = "Table to read, as namespace.name.")
    private String table;

    @Mixin
    private CatalogOptions catalog;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    CheckCommand() {}

    @Override
    public Integer call() {
        if ((table == null) == (proof == null)) {
            throw new Failure("Cannot check checkpoint: give either --table or --proof.");
        }
        TrustedKeys trusted = CheckpointFile.trust(trust);
        Checkpoint older = CheckpointFile.read(old, trusted);
        return proof == null ? checkTable(older, trusted) : checkProof(older, trusted);
    }

    private int checkProof(Checkpoint older, TrustedKeys trusted) {
        try {
            Succession succession = Succession.parse(CheckpointFile.bytes(proof));
            Checkpoint newer = CheckpointFile.trusted(proof, succession.note(), trusted);
            return succession.continues(older)
                    ? ok(newer.size() + " statements continue the " + older.size() + " of the checkpoint")
                    : failed("the newer checkpoint does not continue this one");
        } catch (MalformedEvidenceException e) {
            throw new Failure(proof + ": " + e.getMessage());
        }
    }

    private int checkTable(Checkpoint older, TrustedKeys trusted) {
        try (OpenTable open = catalog.open(table)) {
            VerifiedChain chain = Chains.read(open, trusted);
            if (!chain.findings().isEmpty()) {
                Chains.print(chain, spec.commandLine().getOut());
                return 1;
            }
            if (older.size() > chain.hashes().size()) {
                return failed("the checkpoint is of " + older.size() + " statements, the table has only "
                        + chain.hashes().size());
            }
            Checkpoint now = Checkpoint.of(open.table().uuid().toString(), chain.leafHashes(older.size()));
            if (!now.origin().equals(older.origin())) {
                return failed("the checkpoint is of another table");
            }
            return now.equals(older)
                    ? ok("the " + chain.hashes().size() + " statements of " + open.id() + " continue the "
                            + older.size() + " of the checkpoint")
                    : failed("the table begins with other statements than the checkpoint");
        }
    }

    private int ok(String what) {
        spec.commandLine().getOut().println("OK: " + what + ".");
        return 0;
    }

    private int failed(String why) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("FAILED: " + why + ".");
        return 1;
    }
}
