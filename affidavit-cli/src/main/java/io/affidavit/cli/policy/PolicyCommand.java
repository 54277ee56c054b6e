/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import picocli.CommandLine.Command;

/** The family of commands about policies. */
@Command(
        name = "policy",
        description = "Checks, tries out, signs and publishes policies.",
        subcommands = {
            LintCommand.class,
            TestCommand.class,
            DiffCommand.class,
            SignCommand.class,
            PublishCommand.class,
            TryCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class PolicyCommand {

    /** Created by picocli. */
    PolicyCommand() {}
}
