/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.report;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.key.SigningKey;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that have a report signed. */
public final class SigningOptions {

    @Option(
            names = "--signed",
            paramLabel = "FILE",
            description = "Write the result, signed with --key, as a DSSE envelope to this file. Check it with:"
                    + " affidavit report check.")
    private Path file;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Private key that signs, in PEM, as affidavit keys generate makes it.")
    private Path key;

    /** Filled in by picocli. */
    public SigningOptions() {}

    /** Reads the key before any work is done; null where nothing is to be signed. */
    public SigningKey key() {
        if (file == null && key == null) {
            return null;
        }
        if (file == null || key == null) {
            throw new Failure("Cannot sign the result: --signed and --key go together. Give both.");
        }
        try {
            return SigningKey.read(key);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }

    /** Writes the report where a key was given. */
    public void write(String kind, Map<String, Object> report, SigningKey signer) {
        if (signer != null) {
            SignedReport.write(file, kind, report, signer);
        }
    }
}
