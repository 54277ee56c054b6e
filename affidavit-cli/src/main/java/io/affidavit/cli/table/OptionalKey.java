/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.table;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.key.SigningKey;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The signing key of commands that can also only say what they would do. */
public final class OptionalKey {

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "Private key that signs the statements, in PEM, as affidavit keys generate makes it. Not needed"
                            + " for --dry-run.")
    private Path key;

    /** Filled in by picocli. */
    public OptionalKey() {}

    /**
     * The key, which must have been given.
     *
     * @param action what cannot be done without it, such as "seal days"
     * @throws Failure when there is none, or the file holds none
     */
    public SigningKey required(String action) {
        if (key == null) {
            throw new Failure("Cannot " + action + ": give the signing key with --key, or use --dry-run.");
        }
        return Upkeeps.key(key);
    }
}
