/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.gate;

import io.affidavit.monitor.release.Choice;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes decisions to reject records. */
@Command(
        name = "reject",
        description = "Settles that records stay in quarantine for good.",
        footer = {
            "",
            "Exit code: 0 the gate did so, or --wait 0; 1 it refused a decision, and says by which rule; 2 a decision could"
                    + " not be written, or was not answered in time."
        })
final class RejectCommand implements Callable<Integer> {

    @Mixin
    private DecisionOptions decision;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    RejectCommand() {}

    @Override
    public Integer call() {
        return decision.decide(Choice.REJECT, spec.commandLine().getOut());
    }
}
