/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.mapping;

import picocli.CommandLine.Command;

/** The family of commands about mappings. */
@Command(
        name = "mapping",
        description = "Lists and tries the mappings of ToGovernanceEvent.",
        subcommands = {ListCommand.class, TryCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class MappingCommand {

    /** Created by picocli. */
    MappingCommand() {}
}
