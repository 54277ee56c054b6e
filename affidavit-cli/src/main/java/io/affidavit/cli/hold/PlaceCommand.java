/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.hold;

import io.affidavit.archive.hold.HoldEntry;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.HoldRegistry;
import io.affidavit.archive.hold.HoldState;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.output.ResultOption;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Places a hold on a table, or finishes placing it. */
@Command(
        name = "place",
        description =
                "Places a hold: no record that matches, or of which it cannot be told, expires until its release.",
        footer = {
            "",
            "Doing it again finishes what a crash cut short, and restores what someone removed.",
            "Exit code: 0 the hold stands, 1 it is in force but something of it is missing, 2 it could not be placed."
        })
final class PlaceCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Mixin
    private SignerOptions signer;

    @Option(
            names = "--id",
            required = true,
            paramLabel = "ID",
            description = "Names the hold in this table, for ever: letters, digits, dots and dashes.")
    private String id;

    @Option(
            names = "--matter",
            required = true,
            paramLabel = "TEXT",
            description = "What it is for: the number of a case.")
    private String matter;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why it is placed.")
    private String reason;

    @Option(
            names = "--where",
            required = true,
            paramLabel = "PREDICATE",
            description =
                    "Which records, by archived columns: tenant_id = 'acme' and event_time >= '2026-01-01T00:00:00Z'.")
    private String where;

    @Mixin
    private ResultOption output;

    /** Created by picocli. */
    PlaceCommand() {}

    @Override
    public Integer call() {
        HoldOrder order = order();
        try (OpenTable open = tableOptions.open()) {
            LegalHolds holds = signer.of(open);
            HoldState state = open.guarded("Cannot place hold " + id, () -> holds.place(order));
            SignerOptions.note(id, open);
            HoldEntry entry = HoldRegistry.of(open.table()).find(id).orElseThrow();
            HoldReport report = new HoldReport(open.id().toString(), entry, state);
            output.print(report::json, report::text);
            return state.isComplete() ? 0 : 1;
        }
    }

    private HoldOrder order() {
        try {
            return new HoldOrder(id, matter, reason, HoldPredicate.parse(where));
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }
}
