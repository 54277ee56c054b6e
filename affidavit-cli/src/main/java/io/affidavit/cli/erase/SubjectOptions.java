/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.erase;

import io.affidavit.archive.erase.Subject;
import io.affidavit.archive.erase.SubjectTerm;
import io.affidavit.cli.output.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say whose records. */
final class SubjectOptions {

    private static final String STANDARD_INPUT = "-";

    @Option(
            names = "--subject",
            paramLabel = "COLUMN=TOKEN",
            description =
                    "Column and pseudonym (p1.) or token (t1.) of the subject, wherever it stands in the column's text;"
                            + " may be repeated: there is another one for each tenant and label (affidavit keys token).")
    private List<String> tokens = new ArrayList<>();

    @Option(
            names = "--subjects",
            paramLabel = "FILE",
            description =
                    "File with a line COLUMN=VALUE for each further term, also of plain values, which count where they are"
                            + " all of the column; - for standard input, so that no shell remembers them.")
    private String file;

    /** Filled in by picocli. */
    SubjectOptions() {}

    @SuppressWarnings("UnusedException") // its message, which holds no value, is told
    Subject subject() {
        try {
            List<SubjectTerm> terms = new ArrayList<>();
            for (String token : tokens) {
                SubjectTerm term = SubjectTerm.parse(token);
                if (!term.isKeyed()) {
                    throw new Failure("Cannot take a plain value for column " + term.column()
                            + " from an argument, which shells remember. Give it in the file of --subjects.");
                }
                terms.add(term);
            }
            lines().stream()
                    .filter(line -> !line.isBlank())
                    .map(SubjectTerm::parse)
                    .forEach(terms::add);
            return Subject.of(terms);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }

    private List<String> lines() {
        if (file == null) {
            return List.of();
        }
        try {
            return file.equals(STANDARD_INPUT)
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                    : Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failure.of("Cannot read --subjects", e, "Give a file of text that you may read, or - .");
        }
    }
}
