/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.output;

import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that has a result printed for programs, not for people. */
public final class ResultOption {

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Filled in by picocli. */
    public ResultOption() {}

    /** Prints the result in the form that was asked for; both end their last line. */
    public void print(Supplier<String> forPrograms, Supplier<String> forPeople) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? forPrograms.get() : forPeople.get());
        out.flush();
    }
}
