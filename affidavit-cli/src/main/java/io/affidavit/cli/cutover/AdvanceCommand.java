/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.topic.BrokerOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code affidavit cutover advance}: takes the next step, if the numbers allow it. */
@Command(
        name = "advance",
        description = "Takes the next step, if the numbers allow it; the last one stops the source connector.",
        footer = {"", "Exit code: 0 the step is taken, 1 the numbers forbid it, 2 it could not be tried."})
final class AdvanceCommand implements Callable<Integer> {

    @Mixin
    private PlanOptions options;

    @Mixin
    private BrokerOptions broker;

    @Mixin
    private MoveOptions move;

    /** Created by picocli. */
    AdvanceCommand() {}

    @Override
    public Integer call() {
        Plan plan = options.plan();
        Journal journal = options.journal(plan, broker);
        History history = journal.read();
        Step from = history.step();
        Step to = from.next()
                .orElseThrow(() -> new Failure("Cannot go on: " + plan.name() + " is at " + from.text()
                        + ", the last step. Roll back with: affidavit cutover rollback."));
        Gates gates = options.gates(plan, history);
        List<Gate> failed = Stream.concat(gates.toAdvance().stream(), gates.triggers().stream())
                .filter(gate -> !gate.passed())
                .toList();
        if (!failed.isEmpty()) {
            options.say("NOT YET: " + plan.name() + " stays at " + from.text() + ".");
            options.print(GateText.of(failed));
            return 1;
        }
        if (to == Step.OLD_OFF) {
            plan.worker().stop();
        }
        journal.append(move.entry(options, plan, from, to, Map.of()));
        options.say(plan.name() + " is at " + to.text() + ": " + to.meaning() + ".");
        return 0;
    }
}
