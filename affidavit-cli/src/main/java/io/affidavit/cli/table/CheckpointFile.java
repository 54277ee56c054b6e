/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.table;

import io.affidavit.archive.evidence.checkpoint.Checkpoint;
import io.affidavit.archive.evidence.checkpoint.SignedNote;
import io.affidavit.archive.evidence.statement.MalformedEvidenceException;
import io.affidavit.cli.output.Failure;
import io.affidavit.core.key.SignatureCheck;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checkpoints in files. */
public final class CheckpointFile {

    private CheckpointFile() {}

    /**
     * Reads a checkpoint that a trusted key signed.
     *
     * @throws Failure when it cannot be read, or no trusted key signed it: it says nothing then
     */
    public static Checkpoint read(Path file, TrustedKeys trusted) {
        try {
            return trusted(file, SignedNote.parse(bytes(file)), trusted);
        } catch (MalformedEvidenceException e) {
            throw new Failure(file + ": " + e.getMessage());
        }
    }

    /** The checkpoint of a note that came from a file. */
    public static Checkpoint trusted(Path file, SignedNote note, TrustedKeys trusted) {
        SignatureCheck check = Checkpoint.check(note, trusted);
        if (check != SignatureCheck.TRUSTED) {
            throw new Failure("Cannot use checkpoint " + file + ": "
                    + (check == SignatureCheck.BAD_SIGNATURE
                            ? "its signature does not fit it."
                            : "no key of the trust file signed it. Give the trust file of its table."));
        }
        return Checkpoint.of(note);
    }

    /** The content of a file. */
    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Failure.of("Cannot read " + file, e, "Check that it exists and can be read.");
        }
    }

    /** The keys of a trust file. */
    public static TrustedKeys trust(Path file) {
        try {
            return TrustedKeys.read(file);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }

    /** Writes a new file. */
    public static void write(Path file, byte[] content) {
        if (Files.exists(file)) {
            throw new Failure("Cannot write " + file + ": it exists. Name another file.");
        }
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw Failure.of("Cannot write " + file, e, "Check that the directory exists and can be written.");
        }
    }
}
