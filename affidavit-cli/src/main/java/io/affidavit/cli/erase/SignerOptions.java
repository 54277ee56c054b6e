/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.erase;

import io.affidavit.archive.removal.Upkeep;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.Upkeeps;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that say who erases, and with which key. */
final class SignerOptions {

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "Private key that signs the statements, in PEM, as affidavit keys generate makes it.")
    private Path key;

    @Option(
            names = "--by",
            required = true,
            paramLabel = "NAME",
            description = "Who does it; stands in the statements.")
    private String by;

    /** Filled in by picocli. */
    SignerOptions() {}

    /** The table, changed in this name and with this key. */
    Upkeep of(OpenTable open) {
        return Upkeeps.of(open, Upkeeps.key(key), by);
    }
}
