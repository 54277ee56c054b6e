/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import io.affidavit.cli.report.SigningOptions;
import io.affidavit.core.key.SigningKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code affidavit cutover check}: compares the three places, and keeps what it found. */
@Command(
        name = "check",
        description = "Compares source, topic and archive, and live with migrated events, and keeps what it found.",
        footer = {"", "Exit code: 0 clean, 1 not clean, 2 a place could not be read."})
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private PlanOptions options;

    @Mixin
    private ComparisonOptions comparison;

    @Mixin
    private SigningOptions signing;

    /** Created by picocli. */
    CheckCommand() {}

    @Override
    public Integer call() {
        SigningKey key = signing.key();
        Plan plan = options.plan();
        Journal journal = options.journal(plan, comparison.broker());
        journal.read();
        ComparisonOptions.Comparison found = comparison.compare(plan, options.now());
        options.print(found.text());
        journal.append(options.entry(plan, Entry.Kind.CHECK, "check", found.facts()));
        signing.write("cutover-check", found.facts(), key);
        options.say(found.clean() ? "CLEAN: kept in " + plan.journalTopic() + "." : "NOT CLEAN: see above.");
        return found.clean() ? 0 : 1;
    }
}
