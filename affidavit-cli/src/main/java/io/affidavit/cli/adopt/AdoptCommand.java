/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.adopt;

import io.affidavit.archive.adopt.Adopter;
import io.affidavit.archive.adopt.AdoptionPlan;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.cli.output.ResultOption;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.OptionalKey;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.core.key.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adopts what another engine rewrote in one table. */
@Command(
        name = "adopt",
        description =
                "Attests files that another engine wrote in the place of attested ones, if they hold the very same"
                        + " rows.",
        footer = {
            "",
            "Changes no file and deletes nothing. Doing it again goes on where a crash cut it short.",
            "Exit code: 0 every rewrite is adopted, 1 something does not match, 2 it could not be done."
        })
public final class AdoptCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Mixin
    private TableOptions tableOptions;

    @Option(names = "--dry-run", description = "Only compare, and say what would be adopted. Signs nothing.")
    private boolean dryRun;

    @Mixin
    private OptionalKey key;

    @Option(
            names = "--by",
            defaultValue = "affidavit adopt",
            paramLabel = "NAME",
            description = "Who does it; stands in the statements (default: ${DEFAULT-VALUE}).")
    private String by;

    @Mixin
    private ResultOption output;

    /** Created by picocli. */
    AdoptCommand() {}

    @Override
    public Integer call() {
        Optional<SigningKey> signer = dryRun ? Optional.empty() : Optional.of(key.required("adopt rewritten files"));
        try (OpenTable open = tableOptions.open()) {
            AdoptReport report = open.guarded("Cannot adopt rewritten files", () -> adopt(open, signer));
            output.print(report::json, report::text);
            return report.isComplete() ? 0 : 1;
        }
    }

    private AdoptReport adopt(OpenTable open, Optional<SigningKey> signer) {
        Adopter adopter = new Adopter(() -> open.catalog().loadTable(open.id()));
        AdoptionPlan plan = adopter.plan();
        List<StatementRef> statements = signer.isEmpty() || !plan.refusals().isEmpty()
                ? List.of()
                : adopter.adopt(plan, signer.get(), by, PATIENCE, Clock.systemUTC());
        return new AdoptReport(open.id().toString(), plan, statements);
    }
}
