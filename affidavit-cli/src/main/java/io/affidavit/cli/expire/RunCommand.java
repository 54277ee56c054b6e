/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.expire;

import io.affidavit.archive.expiry.Expirer;
import io.affidavit.archive.expiry.ExpiryPlan;
import io.affidavit.archive.removal.OpenRemoval;
import io.affidavit.archive.removal.Progress;
import io.affidavit.archive.retention.Retention;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.output.ResultOption;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.OptionalKey;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.cli.table.Upkeeps;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes every expiry of a table as far as it can go, then drops what is past its term. */
@Command(
        name = "run",
        description = "Deletes what was dropped before and is past its grace, then drops what is past its retention.",
        footer = {
            "",
            "Doing it again goes on where a crash cut it short.",
            "Exit code: 0 all is well, 1 files are kept that nobody decided about, 2 it could not be done."
        })
final class RunCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "FILE",
            description = "Policy document whose retention classes say how long records are kept.")
    private Path policy;

    @Option(
            names = "--grace",
            defaultValue = "7d",
            paramLabel = "DURATION",
            description = "How long a drop can be undone before its bytes are deleted, such as 7d or 12h (default:"
                    + " ${DEFAULT-VALUE}); 0s for not at all.")
    private String grace;

    @Option(names = "--dry-run", description = "Only say what would be dropped and what is open. Changes nothing.")
    private boolean dryRun;

    @Mixin
    private OptionalKey key;

    @Option(
            names = "--by",
            defaultValue = "affidavit expire",
            paramLabel = "NAME",
            description = "Who does it; stands in the statements (default: ${DEFAULT-VALUE}).")
    private String by;

    @Mixin
    private ResultOption output;

    /** Created by picocli. */
    RunCommand() {}

    @Override
    public Integer call() {
        Retention retention = retention();
        Duration undoable = Upkeeps.grace(grace);
        SigningKey signer = dryRun ? SigningKey.generate() : key.required("expire records");
        try (OpenTable open = tableOptions.open()) {
            Expirer expirer = new Expirer(Upkeeps.of(open, signer, by));
            ExpiryReport report = open.guarded("Cannot expire records", () -> run(open, expirer, retention, undoable));
            output.print(report::json, report::text);
            return report.isDecided() ? 0 : 1;
        }
    }

    private ExpiryReport run(OpenTable open, Expirer expirer, Retention retention, Duration undoable) {
        List<Progress> progress = dryRun ? List.of() : expirer.remover().advance();
        ExpiryPlan plan = expirer.plan(retention);
        int drops = dryRun ? 0 : expirer.drop(plan, undoable).size();
        List<OpenRemoval> stillOpen = expirer.remover().open();
        return new ExpiryReport(open.id().toString(), dryRun, plan, drops, progress, stillOpen);
    }

    @SuppressWarnings("UnusedException") // its message is told
    private Retention retention() {
        try {
            return Retention.of(PolicyReader.read(PolicyReader.KIND.file(policy.toString())));
        } catch (PolicyException e) {
            throw new Failure(policy + ": " + e.getMessage());
        }
    }
}
