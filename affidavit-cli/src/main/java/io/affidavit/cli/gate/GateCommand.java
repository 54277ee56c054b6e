/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.gate;

import picocli.CommandLine.Command;

/** The family of commands about the policy gate. */
@Command(
        name = "gate",
        description = "Lists what the policy gate kept back, and releases or rejects it.",
        subcommands = {ListCommand.class, ReleaseCommand.class, RejectCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class GateCommand {

    /** Created by picocli. */
    GateCommand() {}
}
