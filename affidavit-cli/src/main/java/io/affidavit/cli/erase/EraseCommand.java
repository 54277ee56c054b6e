/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.erase;

import picocli.CommandLine.Command;

/** Groups the commands about erasure. */
@Command(
        name = "erase",
        description = "Erases the records of one subject, unless a hold is about them.",
        subcommands = {PlanCommand.class, RunCommand.class, ResumeCommand.class, StatusCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class EraseCommand {

    /** Created by picocli. */
    EraseCommand() {}
}
