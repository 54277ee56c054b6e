/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import picocli.CommandLine.Command;

/** {@code affidavit cutover}: from old logs to the governed stream, step by step. */
@Command(
        name = "cutover",
        description = {
            "Moves a migration from shadow to dual, read-new and old-off. Each step needs clean checks, and can be"
                    + " taken back.",
            "Checks, steps and drills are kept in a topic."
        },
        subcommands = {
            CheckCommand.class,
            StatusCommand.class,
            AdvanceCommand.class,
            RollbackCommand.class,
            DrillCommand.class
        })
public final class CutoverCommand {

    /** Created by picocli. */
    public CutoverCommand() {}
}
