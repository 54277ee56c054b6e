/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.report;

import picocli.CommandLine.Command;

/** {@code affidavit report}: what commands signed. */
@Command(name = "report", description = "Checks reports that other commands signed.", subcommands = CheckCommand.class)
public final class ReportCommand {

    /** Created by picocli. */
    public ReportCommand() {}
}
