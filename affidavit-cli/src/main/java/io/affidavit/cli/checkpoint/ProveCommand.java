/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.checkpoint;

import io.affidavit.archive.evidence.checkpoint.Checkpoint;
import io.affidavit.archive.evidence.checkpoint.SignedNote;
import io.affidavit.archive.evidence.checkpoint.Succession;
import io.affidavit.archive.evidence.hash.ConsistencyProof;
import io.affidavit.archive.evidence.verify.VerifiedChain;
import io.affidavit.cli.table.CheckpointFile;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
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

/** Proves from the table that one checkpoint continues another. */
@Command(
        name = "prove",
        description =
                "Proves that a checkpoint continues an older one: writes hashes and the newer checkpoint to a file that"
                        + " anyone who has the older one can check without the table, and that witnesses take.",
        footer = {"", "Exit code: 0 proven, 1 it does not continue it, 2 it could not be proven."})
final class ProveCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "OLD", description = "The older checkpoint.")
    private Path old;

    @Parameters(index = "1", paramLabel = "NEW", description = "The newer one.")
    private Path young;

    @Mixin
    private TableOptions tableOptions;

    @Option(
            names = "--trust",
            required = true,
            paramLabel = "FILE",
            description = "Public keys whose statements and checkpoints count, in PEM.")
    private Path trust;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where the proof goes; must not exist yet.")
    private Path out;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    ProveCommand() {}

    @Override
    public Integer call() {
        TrustedKeys trusted = CheckpointFile.trust(trust);
        Checkpoint older = CheckpointFile.read(old, trusted);
        Checkpoint newer = CheckpointFile.read(young, trusted);
        PrintWriter screen = spec.commandLine().getOut();
        try (OpenTable open = tableOptions.open()) {
            VerifiedChain chain = Chains.read(open, trusted);
            if (!chain.findings().isEmpty()) {
                Chains.print(chain, screen);
                return 1;
            }
            if (older.size() > newer.size() || newer.size() > chain.hashes().size()) {
                screen.println("FAILED: the checkpoints are of " + older.size() + " and " + newer.size()
                        + " statements, the table has " + chain.hashes().size() + ".");
                return 1;
            }
            Succession succession = new Succession(
                    ConsistencyProof.prove(chain.leafHashes(newer.size()), Math.toIntExact(older.size())),
                    SignedNote.parse(CheckpointFile.bytes(young)));
            if (!succession.continues(older)) {
                screen.println("FAILED: the checkpoints are not both of this table's statements.");
                return 1;
            }
            CheckpointFile.write(out, succession.toBytes());
            screen.println(
                    "Proof written to " + out + ": " + newer.size() + " statements continue " + older.size() + ".");
            return 0;
        }
    }
}
