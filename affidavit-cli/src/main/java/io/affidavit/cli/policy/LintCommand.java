/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyRule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells every fault of a policy document, with its line. */
@Command(
        name = "lint",
        description = "Tells every fault of a policy document, conditions included, and what it leaves open.",
        footer = {
            "",
            "Exit code: 0 it can be used, 1 it cannot, or something is left open and --strict is given, 2 no file."
        })
final class LintCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The policy document.")
    private Path file;

    @Option(names = "--strict", description = "Notes count as faults.")
    private boolean strict;

    @Spec
    private CommandSpec spec;

    LintCommand() {}

    @Override
    public Integer call() {
        Lint lint = Lint.of(Documents.text(file));
        PrintWriter out = spec.commandLine().getOut();
        lint.faults().forEach(fault -> out.println(file + ": " + fault));
        lint.notes().forEach(note -> out.println(file + ": note: " + note));
        boolean faulty = !lint.faults().isEmpty();
        if (!faulty) {
            lint.document().ifPresent(document -> out.println(summary(document)));
        }
        out.flush();
        return faulty || (strict && !lint.notes().isEmpty()) ? 1 : 0;
    }

    private static String summary(PolicyDocument document) {
        long enforced = document.rules().stream().filter(PolicyRule::enforced).count();
        return document.ref().name() + " can be used: " + document.rules().size() + " rules, " + enforced
                + " of them enforced; "
                + document.lifecycle().size() + " lifecycle rules; "
                + document.retention().size()
                + " retention classes.\nsha256 " + document.ref().digest();
    }
}
