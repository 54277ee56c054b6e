/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.checkpoint;

import io.affidavit.archive.evidence.checkpoint.Checkpoint;
import io.affidavit.archive.evidence.verify.VerifiedChain;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.CheckpointFile;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Signs the state of a table's chain. */
@Command(
        name = "make",
        description = "Reads every statement of a table, checks links and signatures, and signs a checkpoint of them.",
        footer = {"", "Exit code: 0 made, 1 the chain does not hold and nothing was signed, 2 it could not be read."})
final class MakeCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Option(
            names = "--trust",
            required = true,
            paramLabel = "FILE",
            description = "Public keys whose statements count, in PEM.")
    private Path trust;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "Private key that signs the checkpoint, in PEM.")
    private Path key;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where the checkpoint goes; must not exist yet.")
    private Path out;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    MakeCommand() {}

    @Override
    public Integer call() {
        TrustedKeys trusted = CheckpointFile.trust(trust);
        SigningKey signer = signer();
        PrintWriter screen = spec.commandLine().getOut();
        try (OpenTable open = tableOptions.open()) {
            VerifiedChain chain = Chains.read(open, trusted);
            if (!chain.findings().isEmpty()) {
                Chains.print(chain, screen);
                return 1;
            }
            Checkpoint checkpoint = Checkpoint.of(
                    open.table().uuid().toString(),
                    chain.leafHashes(chain.hashes().size()));
            CheckpointFile.write(out, checkpoint.sign(signer).toBytes());
            screen.println("Checkpoint of " + checkpoint.size() + " statements of " + open.id() + " written to " + out
                    + ", signed by " + signer.id() + ".");
            return 0;
        }
    }

    private SigningKey signer() {
        try {
            return SigningKey.read(key);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }
}
