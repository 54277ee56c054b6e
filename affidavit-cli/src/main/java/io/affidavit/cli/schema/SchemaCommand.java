/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.schema;

import picocli.CommandLine.Command;

/** Groups what concerns versions of contracts. */
@Command(
        name = "schema",
        description = "Compares versions of contracts.",
        subcommands = CheckCommand.class,
        synopsisSubcommandLabel = "COMMAND")
public final class SchemaCommand {

    /** Created by picocli. */
    SchemaCommand() {}
}
