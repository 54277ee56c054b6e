/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.expire;

import picocli.CommandLine.Command;

/** Groups the commands about expiry. */
@Command(
        name = "expire",
        description = "Expires records whose retention is over, unless a hold is about them.",
        subcommands = {RunCommand.class, UndoCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class ExpireCommand {

    /** Created by picocli. */
    ExpireCommand() {}
}
