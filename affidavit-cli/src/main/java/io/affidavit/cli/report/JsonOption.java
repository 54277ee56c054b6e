/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.report;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that has a report written for programs. */
public final class JsonOption {

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the result as one JSON object to this file, too.")
    private Path file;

    /** Filled in by picocli. */
    public JsonOption() {}

    /** Writes the report where a file was given. */
    public void write(Map<String, Object> report) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, JsonText.write(report) + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failure.of("Cannot write --json " + file, e, "Check that the directory exists and can be written.");
        }
    }
}
