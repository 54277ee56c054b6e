/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.topic.BrokerOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code affidavit cutover rollback}: takes steps back, which needs no numbers. */
@Command(
        name = "rollback",
        description = {
            "Takes a step back, or several. Nothing is deleted: topic, archive and offsets stay.",
            "From old-off the source connector runs again from where it stopped."
        })
final class RollbackCommand implements Callable<Integer> {

    @Mixin
    private PlanOptions options;

    @Mixin
    private BrokerOptions broker;

    @Mixin
    private MoveOptions move;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; stands in the journal, so put no content of events in it.")
    private String reason;

    @Option(
            names = "--to",
            paramLabel = "STEP",
            description = "Which step to go back to. The default is the one before.")
    private String target;

    @Option(
            names = "--stop-source",
            description = "Stop the source connector, where reading the logs is what hurts. Its offsets stay.")
    private boolean stopSource;

    /** Created by picocli. */
    RollbackCommand() {}

    @Override
    public Integer call() {
        Plan plan = options.plan();
        Journal journal = options.journal(plan, broker);
        Step from = journal.read().step();
        Step to = target(plan, from);
        if (stopSource) {
            plan.worker().stop();
        } else if (from == Step.OLD_OFF) {
            plan.worker().resume();
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("reason", reason);
        facts.put("source_stopped", stopSource);
        journal.append(move.entry(options, plan, from, to, facts));
        options.say(plan.name() + " is back at " + to.text() + ": "
                + (stopSource ? "the source connector is stopped" : to.meaning()) + ".");
        return 0;
    }

    private Step target(Plan plan, Step from) {
        if (target == null) {
            return from.previous()
                    .orElseThrow(() -> new Failure("Cannot roll back: " + plan.name() + " is at " + from.text()
                            + ", the first step. Stop the connector with --to shadow --stop-source."));
        }
        Step to = Step.of(target)
                .orElseThrow(() -> new Failure("Cannot read --to: give shadow, dual, read-new or old-off."));
        if (to.compareTo(from) > 0) {
            throw new Failure("Cannot roll back to " + to.text() + ": " + plan.name() + " is at " + from.text()
                    + ". Go forward with: affidavit cutover advance.");
        }
        return to;
    }
}
