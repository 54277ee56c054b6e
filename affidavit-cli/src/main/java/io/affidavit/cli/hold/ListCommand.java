/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.hold;

import io.affidavit.archive.hold.HoldRegistry;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.output.ResultOption;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.TrustedKeys;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the holds of a table, open and past. */
@Command(
        name = "list",
        description = "Lists the holds of a table, open and past, and what stands of each.",
        footer = {"", "Exit code: 0 all open holds stand, 1 something of one is missing, 2 they could not be told."})
final class ListCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "Public keys, in PEM: a statement about a hold that none of them signed is an error.")
    private Path trust;

    @Mixin
    private ResultOption output;

    /** Created by picocli. */
    ListCommand() {}

    @Override
    public Integer call() {
        try (OpenTable open = tableOptions.open()) {
            HoldRegistry registry = open.guarded("Cannot list holds", () -> registry(open));
            List<HoldReport> reports = open.guarded(
                    "Cannot list holds",
                    () -> registry.entries().stream()
                            .map(entry ->
                                    new HoldReport(open.id().toString(), entry, LegalHolds.state(open.table(), entry)))
                            .toList());
            output.print(() -> json(open, registry, reports), () -> text(open, registry, reports));
            return reports.stream()
                            .allMatch(report ->
                                    !report.entry().isOpen() || report.state().isComplete())
                    ? 0
                    : 1;
        }
    }

    private HoldRegistry registry(OpenTable open) {
        if (trust == null) {
            return HoldRegistry.of(open.table());
        }
        try {
            return HoldRegistry.of(open.table(), TrustedKeys.read(trust));
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }

    private static String text(OpenTable open, HoldRegistry registry, List<HoldReport> reports) {
        String heading = "Table " + open.id() + ": hold epoch " + registry.epoch() + ", "
                + registry.open().size() + " open of " + reports.size() + " holds" + System.lineSeparator();
        return heading
                + reports.stream()
                        .map(report -> System.lineSeparator() + report.text())
                        .collect(Collectors.joining());
    }

    private static String json(OpenTable open, HoldRegistry registry, List<HoldReport> reports) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", open.id().toString());
        json.put("epoch", registry.epoch());
        json.put("registry", registry.digest());
        json.put("holds", reports.stream().map(HoldReport::toMap).toList());
        return JsonText.write(json) + System.lineSeparator();
    }
}
