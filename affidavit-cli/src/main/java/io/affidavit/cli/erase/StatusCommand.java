/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.erase;

import io.affidavit.archive.erase.Eraser;
import io.affidavit.archive.erase.KnownErasure;
import io.affidavit.cli.output.Columns;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.cli.table.Upkeeps;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.SigningKey;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what was erased from a table, and how far each erasure is. */
@Command(
        name = "status",
        description = "Lists the erasures of a table: request, rows, and whether their bytes are certified to be gone.",
        footer = {"", "Exit code: 0 none is open, 1 some are, 2 it could not be found out."})
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    StatusCommand() {}

    @Override
    public Integer call() {
        try (OpenTable open = tableOptions.open()) {
            // It signs nothing.
            Eraser eraser = new Eraser(Upkeeps.of(open, SigningKey.generate(), "affidavit erase status"));
            List<KnownErasure> erasures = open.guarded("Cannot list erasures", eraser::known);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(JsonText.write(Map.of(
                        "table",
                        open.id().toString(),
                        "erasures",
                        erasures.stream().map(StatusCommand::json).toList())));
            } else {
                out.println("Table " + open.id() + ": " + Columns.number(erasures.size()) + " erasures");
                erasures.forEach(erasure -> out.println("  " + text(erasure)));
            }
            return erasures.stream().allMatch(KnownErasure::isCertified) ? 0 : 1;
        }
    }

    private static String text(KnownErasure erasure) {
        return erasure.at() + "  " + erasure.id() + "  ticket " + erasure.ticket() + ", "
                + Columns.number(erasure.rows()) + " rows of " + Columns.number(erasure.files()) + " files: "
                + erasure.certificate()
                        .map(ref -> "certified by statement " + ref.sequence())
                        .orElse("their bytes are not certified to be gone");
    }

    private static Map<String, Object> json(KnownErasure erasure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", erasure.id());
        json.put("at", erasure.at().toString());
        json.put("ticket", erasure.ticket());
        json.put("statement", erasure.statement().sequence());
        json.put("rows", erasure.rows());
        json.put("files", (long) erasure.files());
        json.put("certificate", erasure.certificate().map(ref -> ref.sequence()).orElse(null));
        return json;
    }
}
