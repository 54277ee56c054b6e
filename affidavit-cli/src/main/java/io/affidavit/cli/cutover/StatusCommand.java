/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import io.affidavit.cli.topic.BrokerOptions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code affidavit cutover status}: where a migration stands, and what its next step needs. */
@Command(
        name = "status",
        description = "Says where the migration stands, what its next step needs, and what asks for a rollback.",
        footer = {"", "Exit code: 0 nothing asks for a rollback, 1 something does, 2 it could not be told."})
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private PlanOptions options;

    @Mixin
    private BrokerOptions broker;

    /** Created by picocli. */
    StatusCommand() {}

    @Override
    public Integer call() {
        Plan plan = options.plan();
        History history = options.journal(plan, broker).read();
        Gates gates = options.gates(plan, history);
        Step step = history.step();
        options.say(plan.name() + " is at " + step.text()
                + history.since()
                        .map(Instant::toString)
                        .map(since -> " since " + since)
                        .orElse("") + ": "
                + step.meaning() + ".");
        step.next().ifPresent(next -> {
            options.say("To go on to " + next.text() + ":");
            options.print(GateText.of(gates.toAdvance()));
        });
        List<Gate> triggers = gates.triggers();
        options.say("To stay:");
        options.print(GateText.of(triggers));
        boolean stays = triggers.stream().allMatch(Gate::passed);
        if (!stays) {
            options.say(
                    step == Step.SHADOW
                            ? "NOT WELL: see to the lines marked NO before going on."
                            : "ROLL BACK: run affidavit cutover rollback.");
        }
        return stays ? 0 : 1;
    }
}
