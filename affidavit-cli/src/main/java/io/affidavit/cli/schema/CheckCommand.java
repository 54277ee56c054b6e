/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.schema;

import io.affidavit.cli.output.Columns;
import io.affidavit.cli.output.ResultOption;
import io.affidavit.core.data.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a new version of a contract with the old ones. */
@Command(
        name = "check",
        description = "Tells whether a new version of a contract can live beside older ones: JSON Schema, or Avro.",
        footer = {"", "Exit code: 0 compatible, 1 not compatible, 2 the versions could not be compared."})
public final class CheckCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "File of the old version, or event for our own contract.")
    private String old;

    @Parameters(
            index = "1",
            paramLabel = "NEW",
            description = "File of the new version, or event for our own contract.")
    private String next;

    @Option(
            names = "--mode",
            defaultValue = "full",
            paramLabel = "MODE",
            description = "backward: new readers, old records; forward: old readers, new records; full: both"
                    + " (default: full).")
    private Mode mode;

    @Option(
            names = "--transitive",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Versions older than OLD, with which NEW is compared too.")
    private List<String> older = List.of();

    @Mixin
    private ResultOption output;

    /** Created by picocli. */
    CheckCommand() {}

    @Override
    public Integer call() {
        List<String> olds = new ArrayList<>(older);
        olds.add(old);
        List<Incompatibility> found = new ArrayList<>();
        Version candidate = Version.read(next);
        for (String name : olds) {
            Version earlier = Version.read(name);
            for (Mode direction : mode.directions()) {
                List<Found> obstacles =
                        direction == Mode.BACKWARD ? candidate.obstacles(earlier) : earlier.obstacles(candidate);
                obstacles.forEach(obstacle -> found.add(
                        new Incompatibility(name, direction, obstacle.path(), obstacle.rule(), obstacle.detail())));
            }
        }
        output.print(() -> JsonText.write(json(olds, found)) + System.lineSeparator(), () -> text(olds, found));
        return found.isEmpty() ? 0 : 1;
    }

    private String text(List<String> olds, List<Incompatibility> found) {
        String compared = next + " against " + String.join(", ", olds) + ", " + mode.text();
        if (found.isEmpty()) {
            return "Compatible: " + compared + System.lineSeparator();
        }
        Columns columns = new Columns(List.of("with", "direction", "path", "rule", "why"));
        found.forEach(each ->
                columns.add(List.of(each.old(), each.direction().text(), each.path(), each.rule(), each.detail())));
        return "Not compatible: " + compared + System.lineSeparator() + columns.text();
    }

    private Map<String, Object> json(List<String> olds, List<Incompatibility> found) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("new", next);
        result.put("old", olds);
        result.put("mode", mode.text());
        result.put("compatible", found.isEmpty());
        result.put(
                "findings",
                found.stream()
                        .map(each -> {
                            Map<String, Object> finding = new LinkedHashMap<>();
                            finding.put("old", each.old());
                            finding.put("direction", each.direction().text());
                            finding.put("path", each.path());
                            finding.put("rule", each.rule());
                            finding.put("detail", each.detail());
                            return finding;
                        })
                        .toList());
        return result;
    }
}
