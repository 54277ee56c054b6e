/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.seal;

import io.affidavit.archive.removal.Progress;
import io.affidavit.archive.removal.Remover;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.archive.seal.SealPlan;
import io.affidavit.archive.seal.SealTerms;
import io.affidavit.archive.seal.Sealed;
import io.affidavit.archive.seal.Sealer;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.output.ResultOption;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.OptionalKey;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.cli.table.Upkeeps;
import io.affidavit.core.config.Durations;
import io.affidavit.core.key.SigningKey;
import java.time.DateTimeException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes every removal of a table as far as it can go, then seals its closed days. */
@Command(
        name = "seal",
        description =
                "Rewrites the small files of closed days to few large ones, with the same rows in the same order.",
        footer = {
            "",
            "The old files are deleted by a later run, once their grace is over. Doing it again goes on where a crash cut it"
                    + " short.",
            "Exit code: 0 all is well, 1 days were not sealed that could have been, 2 it could not be done."
        })
public final class SealCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Option(
            names = "--after",
            defaultValue = "3d",
            paramLabel = "DURATION",
            description = "How long after its end a day is closed, if no file came to it for as long (default:"
                    + " ${DEFAULT-VALUE}).")
    private String after;

    @Option(
            names = "--grace",
            defaultValue = "1d",
            paramLabel = "DURATION",
            description = "How long the old files stay, for readers that are at them (default: ${DEFAULT-VALUE}).")
    private String grace;

    @Option(
            names = "--max-bytes",
            defaultValue = "10737418240",
            paramLabel = "BYTES",
            description = "Bytes of old files that this run rewrites at most (default: ${DEFAULT-VALUE}).")
    private long mostBytes;

    @Option(names = "--dry-run", description = "Only say what would be sealed. Changes nothing.")
    private boolean dryRun;

    @Mixin
    private OptionalKey key;

    @Option(
            names = "--by",
            defaultValue = "affidavit seal",
            paramLabel = "NAME",
            description = "Who does it; stands in the statements (default: ${DEFAULT-VALUE}).")
    private String by;

    @Mixin
    private ResultOption output;

    /** Created by picocli. */
    SealCommand() {}

    @Override
    public Integer call() {
        SealTerms terms = terms();
        SigningKey signer = dryRun ? SigningKey.generate() : key.required("seal days");
        try (OpenTable open = tableOptions.open()) {
            Upkeep upkeep = Upkeeps.of(open, signer, by);
            SealReport report = open.guarded("Cannot seal days", () -> run(open, upkeep, terms));
            output.print(report::json, report::text);
            return report.isComplete() ? 0 : 1;
        }
    }

    private SealReport run(OpenTable open, Upkeep upkeep, SealTerms terms) {
        List<Progress> progress = dryRun ? List.of() : new Remover(upkeep).advance();
        Sealer sealer = new Sealer(upkeep);
        SealPlan plan = sealer.plan(terms);
        Sealed sealed = dryRun ? new Sealed(List.of(), List.of(), List.of()) : sealer.seal(plan, terms.grace());
        return new SealReport(open.id().toString(), dryRun, plan, sealed, progress);
    }

    @SuppressWarnings("UnusedException") // said in full by the message
    private SealTerms terms() {
        try {
            return new SealTerms(Durations.parse(after), Durations.parse(grace), mostBytes);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new Failure("Cannot read the terms: give --after and --grace as durations such as 3d, 12h or 0s, and"
                    + " --max-bytes as a number above 0.");
        }
    }
}
