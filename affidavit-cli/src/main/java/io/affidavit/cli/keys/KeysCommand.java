/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.keys;

import picocli.CommandLine.Command;

/** The family of key commands. */
@Command(
        name = "keys",
        description = "Makes signing keys, keysets and tokens, changes signing keys, and erases keys of subjects.",
        subcommands = {
            GenerateCommand.class,
            RotateCommand.class,
            KeysetCommand.class,
            ShredCommand.class,
            TokenCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class KeysCommand {

    /** Created by picocli. */
    KeysCommand() {}
}
