/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.mapping;

import io.affidavit.cli.output.Columns;
import io.affidavit.cli.output.Failure;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what events a mapping makes of a row, and what it leaves over. */
@Command(
        name = "try",
        description = "Shows what events a mapping makes of a row, and what it leaves over.",
        footer = {
            "",
            "Prints the content of the row. A fault of the mapping is told by line and key.",
            "Exit code: 0 every event is made, 1 the row is refused or its columns are not those the mapping knows,"
                    + " 2 no trial."
        })
public final class TryCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    @Option(
            names = "--mapping",
            required = true,
            paramLabel = "FILE|NAME",
            description = "YAML file, or a built-in mapping as affidavit mapping list names it.")
    private String mapping;

    @Parameters(
            index = "0",
            arity = "0..1",
            defaultValue = STANDARD_INPUT,
            paramLabel = "ROW",
            description = "File with one row as JSON object; - for standard input (default: ${DEFAULT-VALUE}).")
    private String row;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    TryCommand() {}

    @Override
    public Integer call() {
        Trial trial = Trial.of(mapping, row(text()));
        PrintWriter out = spec.commandLine().getOut();
        int ordinal = 0;
        for (Trial.Made made : trial.events()) {
            out.println("Event " + ordinal++ + ", " + made.category());
            out.print(table("field", EventFields.of(made.event())));
            out.println();
        }
        if (!trial.refused().isEmpty()) {
            out.println("Refused: " + trial.refused());
        }
        if (!trial.leftOver().isEmpty()) {
            out.println("Left over in attributes");
            out.print(table("name", trial.leftOver()));
        }
        trial.rules().forEach(rule -> out.println("Breaks rule " + rule));
        out.flush();
        return trial.refused().isEmpty() && trial.rules().isEmpty() ? 0 : 1;
    }

    private static String table(String title, Map<String, String> values) {
        Columns columns = new Columns(List.of(title, "value"));
        values.forEach((name, value) -> columns.add(List.of(name, value)));
        return columns.text();
    }

    private String text() {
        try {
            return row.equals(STANDARD_INPUT)
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(row), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failure.of("Cannot read row " + row, e, "Give a file with one JSON object in UTF-8.");
        }
    }

    @SuppressWarnings("UnusedException") // its message may repeat content
    private static Object row(String text) {
        try {
            if (JsonText.parse(text) instanceof Map<?, ?> row) {
                return row;
            }
        } catch (InvalidJsonException e) {
            // told below
        }
        throw new Failure(
                "Cannot try a mapping: the row is no JSON object. Give one row, such as a line of a JSON Lines"
                        + " file.");
    }
}
