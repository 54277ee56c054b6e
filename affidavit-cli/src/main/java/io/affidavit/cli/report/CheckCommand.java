/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.report;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.key.TrustedKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code affidavit report check}: prints a signed report, if a trusted key signed it as it is. */
@Command(
        name = "check",
        description = "Prints a signed report if a trusted key signed it as it is.",
        footer = {"", "Exit code: 0 it is as signed, 2 it is not, or cannot be read."})
final class CheckCommand implements Callable<Integer> {

    @Option(names = "--trust", required = true, paramLabel = "FILE", description = "Public keys to trust, in PEM.")
    private Path trust;

    @Parameters(paramLabel = "FILE", description = "The signed report.")
    private Path file;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    CheckCommand() {}

    @Override
    public Integer call() {
        SignedReport.Checked report = SignedReport.check(file, trusted());
        PrintWriter err = spec.commandLine().getErr();
        err.println("A " + report.kind() + " report, signed with key " + report.keyId() + ".");
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        out.println(report.json());
        out.flush();
        return 0;
    }

    private TrustedKeys trusted() {
        try {
            return TrustedKeys.read(trust);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }
}
