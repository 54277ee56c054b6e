/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.cli.output.Columns;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.transform.TransformOptions;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.smt.exposure.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows on a sample record what a transform finds and how the record leaves it. */
@Command(
        name = "try",
        description = "Shows what MaskFields or ClassifyFields finds in a record, and how the record leaves it.",
        footer = {
            "",
            "Prints the record as it leaves: what the transform does not find or protect is printed with it.",
            "Exit code: 0 nothing that was found stays readable, 1 something does or the record is rejected, 2 no trial."
        })
public final class TryCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    @Mixin
    private TransformOptions transform;

    @Option(
            names = "--record",
            defaultValue = STANDARD_INPUT,
            paramLabel = "FILE",
            description = "The record's value, as JSON or text; - for standard input (default: ${DEFAULT-VALUE}).")
    private String record;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    TryCommand() {}

    @Override
    public Integer call() {
        if (!transform.given()) {
            throw new Failure("Cannot try a policy: no configuration is given. Give --config FILE.");
        }
        Trial trial = Trial.of(transform.keys(), value(text()));
        PrintWriter out = spec.commandLine().getOut();
        if (trial.findings().found().isEmpty()) {
            out.println(trial.findings().refused() ? "Not looked into" : "Nothing found");
        } else {
            out.println("Found");
            out.print(findings(trial.findings().found()));
        }
        out.println();
        if (!trial.rejected().isEmpty()) {
            out.println("Does not leave: " + trial.rejected());
        } else {
            out.println("Leaves as");
            out.println(trial.value() instanceof String text ? text : JsonText.write(trial.value()));
        }
        trial.headers().forEach(out::println);
        out.flush();
        return trial.holds() ? 0 : 1;
    }

    private static String findings(List<Finding> findings) {
        Columns columns = new Columns(List.of("field", "label", "level", "outcome", "score", "from", "to"));
        findings.forEach(finding -> columns.add(List.of(
                finding.path().isEmpty() ? "(value)" : finding.path(),
                finding.label().id(),
                finding.label().level().text(),
                finding.readable() ? "stays readable" : "handled",
                finding.score(),
                finding.start(),
                finding.end())));
        return columns.text();
    }

    private String text() {
        try {
            return record.equals(STANDARD_INPUT)
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(record), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failure.of("Cannot read --record " + record, e, "Give a file of JSON or text in UTF-8.");
        }
    }

    @SuppressWarnings("UnusedException") // text that is no JSON is text
    private static Object value(String text) {
        if (text.isBlank()) {
            throw new Failure(
                    "Cannot try a policy: the record is empty. Give --record FILE, or a record on standard input.");
        }
        try {
            return JsonText.parse(text);
        } catch (InvalidJsonException e) {
            return text.strip();
        }
    }
}
