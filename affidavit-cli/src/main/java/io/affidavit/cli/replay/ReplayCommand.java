/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.replay;

import picocli.CommandLine.Command;

/** Groups the commands about grants of replays. */
@Command(
        name = "replay",
        description = "Asks for replays of archived records, approves them, and checks grants.",
        subcommands = {RequestCommand.class, AuthorizeCommand.class, CheckCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class ReplayCommand {

    /** Created by picocli. */
    ReplayCommand() {}
}
