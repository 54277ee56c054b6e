/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.CatalogOptions;
import io.affidavit.cli.topic.BrokerOptions;
import io.affidavit.smt.scan.Sensitivity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what sensitive content a topic, a table or a file exposes, and whether an output exposes more than its input. */
@Command(
        name = "scan",
        description = "Samples a topic, a table or a file, and reports sensitive content by label, field and tenant.",
        footer = {
            "",
            "A source is topic:NAME, table:NAMESPACE.NAME or a file with a record on every line, as JSON or text;",
            "with --compare also a report that --json wrote.",
            "Exit code: 0 nothing found, or the output shows no more than it may; 1 found; 2 could not scan."
        })
public final class ScanCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SOURCE", arity = "0..2", description = "What to scan.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--compare",
            description =
                    "Scan two sources alike, INPUT and OUTPUT, and fail where the output shows more per record than the"
                            + " input, or anything of the level of --fail-at.")
    private boolean compare;

    @Option(
            names = "--fail-at",
            defaultValue = "confidential",
            paramLabel = "LEVEL",
            description = "Exit with 1 where content of this level or a higher one is readable: internal, confidential,"
                    + " restricted (default: ${DEFAULT-VALUE}).")
    private String failAt;

    @Option(
            names = "--allow",
            split = ",",
            paramLabel = "LABEL",
            description =
                    "Labels, or beginnings of labels, that may stay readable in the output, but not grow. May be repeated.")
    private List<String> allowed = new ArrayList<>();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the report as one JSON object to this file, too.")
    private Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one HTML page to this file, too.")
    private Path html;

    @Option(names = "--progress", description = "Say on standard error how many records are scanned.")
    private boolean progress;

    @Mixin
    private ScannerOptions scanner;

    @Mixin
    private BrokerOptions broker;

    @Mixin
    private CatalogOptions catalog;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    ScanCommand() {}

    @Override
    public Integer call() {
        Sensitivity level = level();
        int wanted = compare ? 2 : 1;
        if (sources.size() != wanted) {
            throw new Failure("Cannot scan: " + (compare ? "--compare takes INPUT and OUTPUT" : "one SOURCE is needed")
                    + ", as topic:NAME, table:NAMESPACE.NAME or a file.");
        }
        List<Exposure> exposures = sources.stream().map(this::exposure).toList();
        boolean fine;
        Report report;
        String written;
        if (compare) {
            Comparison comparison = Comparison.of(exposures.get(0), exposures.get(1), level, new HashSet<>(allowed));
            requireAlike(comparison);
            fine = comparison.holds();
            report = Reports.of(comparison);
            written = ExposureJson.write(comparison);
        } else {
            fine = !exposures.get(0).reaches(level);
            report = Reports.of(exposures.get(0), level);
            written = ExposureJson.write(exposures.get(0));
        }
        spec.commandLine().getOut().print(TextReport.of(report));
        spec.commandLine().getOut().flush();
        write("--json", json, written);
        write("--html", html, HtmlReport.of(report));
        return fine ? read(exposures) : 1;
    }

    /** What was not looked into must not pass for clean. */
    private static int read(List<Exposure> exposures) {
        for (Exposure exposure : exposures) {
            if (exposure.unreadable() > 0) {
                throw new Failure("Cannot scan " + exposure.source() + " whole: " + exposure.unreadable() + " of "
                        + exposure.records() + " records are no text. Scan where the records are JSON or text.");
            }
        }
        return 0;
    }

    private static void requireAlike(Comparison comparison) {
        if (comparison.input().minimumScore() != comparison.output().minimumScore()) {
            throw new Failure("Cannot compare: the scans have different minimum scores. Scan both alike.");
        }
        if (comparison.input().records() == 0 || comparison.output().records() == 0) {
            throw new Failure("Cannot compare: "
                    + (comparison.input().records() == 0 ? comparison.input() : comparison.output()).source()
                    + " holds no record. Scan what holds records.");
        }
    }

    private Exposure exposure(String source) {
        if (compare && isReport(source)) {
            return ExposureJson.read(source, text(source));
        }
        RecordSource records = open(source);
        ExposureTally tally = scanner.tally();
        boolean complete = records.read(scanner.sample(), record -> {
            tally.accept(record);
            if (progress && tally.records() % 1_000 == 0) {
                spec.commandLine().getErr().println("scanning " + records.name() + ": " + tally.records() + " records");
                spec.commandLine().getErr().flush();
            }
        });
        return tally.exposure(records.name(), complete, scanner.minimumScore());
    }

    private RecordSource open(String source) {
        if (source.startsWith("topic:")) {
            return new TopicSource(source.substring("topic:".length()), broker.reader());
        }
        if (source.startsWith("table:")) {
            return new TableSource(source.substring("table:".length()), catalog);
        }
        Path file = Path.of(source.startsWith("file:") ? source.substring("file:".length()) : source);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new Failure("Cannot scan " + source
                    + ": there is no such file. Name topic:NAME, table:NAMESPACE.NAME or a" + " file.");
        }
        return new FileSource(file);
    }

    private static boolean isReport(String source) {
        Path file = Path.of(source);
        if (source.contains(":") || !Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return ExposureJson.isReport(new String(in.readNBytes(64), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw Failure.of("Cannot read " + source, e, "Check that the file can be read.");
        }
    }

    private static String text(String source) {
        try {
            return Files.readString(Path.of(source), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failure.of("Cannot read " + source, e, "Check that the file can be read.");
        }
    }

    private Sensitivity level() {
        Sensitivity level = Sensitivity.parse(failAt.toLowerCase(Locale.ROOT));
        if (!level.text().equals(failAt.toLowerCase(Locale.ROOT)) || level == Sensitivity.PUBLIC) {
            throw new Failure("Cannot read --fail-at " + failAt + ": use internal, confidential or restricted.");
        }
        return level;
    }

    private static void write(String option, Path file, String text) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failure.of(
                    "Cannot write " + option + " " + file, e, "Check that the directory exists and can be written.");
        }
    }
}
