/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.hold;

import picocli.CommandLine.Command;

/** Groups the commands about legal holds. */
@Command(
        name = "hold",
        description = "Places, releases, lists and exports legal holds on archived records, and checks exports.",
        subcommands = {
            PlaceCommand.class,
            ReleaseCommand.class,
            ListCommand.class,
            ExportCommand.class,
            CheckCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class HoldCommand {

    /** Created by picocli. */
    HoldCommand() {}
}
