/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.checkpoint;

import picocli.CommandLine.Command;

/** Groups the commands about checkpoints. */
@Command(
        name = "checkpoint",
        description =
                "Makes and checks checkpoints: the state of a table's statements in a few signed lines, for witnesses"
                        + " outside.",
        subcommands = {MakeCommand.class, ProveCommand.class, CheckCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class CheckpointCommand {

    /** Created by picocli. */
    CheckpointCommand() {}
}
