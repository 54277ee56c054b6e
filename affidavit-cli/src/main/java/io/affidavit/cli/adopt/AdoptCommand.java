/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.adopt;

import io.affidavit.archive.adopt.Adopter;
import io.affidavit.archive.adopt.AdoptionPlan;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.core.key.SigningKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "Private key that signs the statements, in PEM, as affidavit keys generate makes it. Not needed"
                            + " for --dry-run.")
    private Path key;

    @Option(
            names = "--by",
            defaultValue = "affidavit adopt",
            paramLabel = "NAME",
            description = "Who does it; stands in the statements (default: ${DEFAULT-VALUE}).")
    private String by;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    AdoptCommand() {}

    @Override
    public Integer call() {
        Optional<SigningKey> signer = signer();
        try (OpenTable open = tableOptions.open()) {
            AdoptReport report = open.guarded("Cannot adopt rewritten files", () -> adopt(open, signer));
            spec.commandLine().getOut().print(json ? report.json() : report.text());
            spec.commandLine().getOut().flush();
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

    private Optional<SigningKey> signer() {
        if (dryRun) {
            return Optional.empty();
        }
        if (key == null) {
            throw new Failure("Cannot adopt rewritten files: give the signing key with --key, or use --dry-run.");
        }
        try {
            return Optional.of(SigningKey.read(key));
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }
}
