/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.prove;

import io.affidavit.archive.evidence.proof.ProofCodec;
import io.affidavit.archive.evidence.proof.Prover;
import io.affidavit.archive.evidence.proof.RecordProof;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.CatalogOptions;
import io.affidavit.cli.table.OpenTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the proof of one record to a file. */
@Command(
        name = "prove",
        description = "Proves that one record was archived: writes its bytes, its place in its file and the signed"
                + " statement to a file that anyone can check without the table.",
        subcommands = CheckCommand.class,
        footer = {"", "The proof holds the record. Exit code: 0 proven, 1 no such record, 2 it could not be proven."})
public final class ProveCommand implements Callable<Integer> {

    private static final String COLUMN = "event_id";

    @Option(names = "--table", paramLabel = "NAME", description = "Table to read, as namespace.name.")
    private String table;

    @Mixin
    private CatalogOptions catalog;

    @Option(names = "--event-id", paramLabel = "ID", description = "The record's event_id.")
    private String eventId;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the proof goes; must not exist yet.")
    private Path out;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    ProveCommand() {}

    @Override
    public Integer call() {
        if (table == null || eventId == null || out == null) {
            throw new Failure("Cannot prove record: give --table, --event-id and --out.");
        }
        if (Files.exists(out)) {
            throw new Failure("Cannot write proof: " + out + " exists. Name another file.");
        }
        PrintWriter screen = spec.commandLine().getOut();
        try (OpenTable open = catalog.open(table)) {
            Optional<RecordProof> proof = prove(open);
            if (proof.isEmpty()) {
                screen.println("No live record of " + open.id() + " has this " + COLUMN + ".");
                return 1;
            }
            write(proof.get());
            screen.println("Proof written to " + out + ": row "
                    + proof.get().inclusion().index() + " of "
                    + proof.get().inclusion().treeSize() + " in " + proof.get().file() + ", attested by statement "
                    + proof.get().statement().sequence() + ".");
            return 0;
        }
    }

    @SuppressWarnings("UnusedException") // said in full by the message
    private Optional<RecordProof> prove(OpenTable open) {
        try {
            return new Prover(open.table()).prove(COLUMN, eventId);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new Failure(e.getMessage());
        } catch (RuntimeException e) {
            throw Failure.of(
                    "Cannot prove record of " + open.id(), e, "Check that its metadata and store can be reached.");
        }
    }

    private void write(RecordProof proof) {
        try {
            Files.write(out, ProofCodec.encode(proof));
        } catch (IOException e) {
            throw Failure.of("Cannot write proof " + out, e, "Check that the directory exists and can be written.");
        }
    }
}
