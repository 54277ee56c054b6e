/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.prove;

import io.affidavit.archive.evidence.proof.ProofCodec;
import io.affidavit.archive.evidence.proof.RecordProof;
import io.affidavit.archive.evidence.statement.MalformedEvidenceException;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.cli.output.Failure;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a proof with nothing but the trusted keys. */
@Command(
        name = "check",
        description = "Checks a proof: needs neither table nor network.",
        footer = {"", "Exit code: 0 it holds, 1 it does not, 2 it could not be read."})
final class CheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The proof.")
    private Path file;

    @Option(
            names = "--trust",
            required = true,
            paramLabel = "FILE",
            description = "Public keys to trust, in PEM, from a place that whoever writes the table cannot change.")
    private Path trust;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    CheckCommand() {}

    @Override
    @SuppressWarnings("UnusedException") // said in full by the message
    public Integer call() {
        try {
            TrustedKeys trusted = TrustedKeys.read(trust);
            RecordProof proof = ProofCodec.decode(Files.readAllBytes(file));
            return report(proof, proof.fault(trusted));
        } catch (IOException e) {
            throw Failure.of("Cannot read proof " + file, e, "Check that the file is there.");
        } catch (MalformedEvidenceException | IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }

    private int report(RecordProof proof, Optional<String> fault) {
        PrintWriter out = spec.commandLine().getOut();
        if (fault.isPresent()) {
            out.println("The proof does not hold: " + fault.get() + ".");
            return 1;
        }
        Statement statement = proof.statement();
        out.println("OK: the record is row " + proof.inclusion().index() + " of "
                + proof.inclusion().treeSize() + " in " + proof.file() + ".");
        out.println("Archived by " + statement.writer() + ", statement " + statement.sequence() + " of table "
                + statement.tableUuid() + ", made " + statement.createdAt() + ", signed by "
                + proof.envelope().keyIds() + ".");
        return 0;
    }
}
