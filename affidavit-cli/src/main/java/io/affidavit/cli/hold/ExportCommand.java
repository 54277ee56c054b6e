/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.hold;

import io.affidavit.archive.export.HoldExport;
import io.affidavit.archive.export.UnprovableFileException;
import io.affidavit.archive.hold.Hold;
import io.affidavit.archive.hold.HoldRegistry;
import io.affidavit.cli.output.Columns;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.output.ResultOption;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Exports the records of a hold with their proofs. */
@Command(
        name = "export",
        description = "Writes the records of a hold to a directory, with the proofs that they are what was archived.",
        footer = {
            "",
            "The directory holds records in clear, as the archive does: protect it like the archive.",
            "Exit code: 0 every record has its proof, 1 some are in files that no statement attests, 2 not exported."
        })
final class ExportCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Option(names = "--id", required = true, paramLabel = "ID", description = "The hold, open or past.")
    private String id;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIRECTORY",
            description = "Where to write it: a directory that is empty or not there yet.")
    private Path directory;

    @Mixin
    private ResultOption output;

    /** Created by picocli. */
    ExportCommand() {}

    @Override
    public Integer call() {
        requireEmpty();
        try (OpenTable open = tableOptions.open()) {
            HoldExport.Summary summary = open.guarded("Cannot export hold " + id, () -> export(open));
            output.print(() -> json(summary), () -> text(summary));
            return summary.unproven() == 0 ? 0 : 1;
        }
    }

    private HoldExport.Summary export(OpenTable open) {
        Hold hold = HoldRegistry.of(open.table())
                .find(id)
                .orElseThrow(() -> new Failure("Cannot export hold " + id + ": table " + open.id()
                        + " has none of this id. affidavit hold list shows them."))
                .hold();
        try {
            return HoldExport.write(open.table(), hold, directory);
        } catch (UnprovableFileException e) {
            throw new Failure(e.getMessage());
        }
    }

    private void requireEmpty() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isEmpty()) {
                return;
            }
        } catch (IOException e) {
            throw Failure.of("Cannot export to " + directory, e, "Give a directory.");
        }
        throw new Failure("Cannot export to " + directory + ": it is not empty. Give another directory.");
    }

    private String text(HoldExport.Summary summary) {
        return "Exported " + Columns.number(summary.records()) + " records of hold " + id + " from "
                + Columns.number(summary.files()) + " files to " + directory
                + (summary.unproven() == 0
                        ? ""
                        : "; " + Columns.number(summary.unproven()) + " of them without proof, from files that no"
                                + " statement attests")
                + System.lineSeparator();
    }

    private static String json(HoldExport.Summary summary) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("files", summary.files());
        json.put("records", summary.records());
        json.put("unproven", summary.unproven());
        return JsonText.write(json) + System.lineSeparator();
    }
}
