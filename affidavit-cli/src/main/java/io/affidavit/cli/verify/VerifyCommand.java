/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.verify;

import io.affidavit.archive.evidence.verify.Noted;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verification;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.output.ResultOption;
import io.affidavit.cli.table.CheckpointFile;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.core.key.TrustedKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Verifies one table and reports what does not hold. */
@Command(
        name = "verify",
        description = "Recomputes every statement, file and row of a table and reports what does not hold.",
        footer = {"", "Exit code: 0 everything holds, 1 findings, 2 the table could not be verified."})
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Option(
            names = "--trust",
            required = true,
            paramLabel = "FILE",
            description = "Public keys to trust, in PEM, from a place that whoever writes the table cannot change.")
    private Path trust;

    @Option(
            names = "--noted",
            paramLabel = "SHA256|FILE",
            description =
                    "What was noted of the table earlier, and somewhere else: the hash of a statement that was the"
                            + " newest once, as inspect or verify printed it, or a checkpoint in a file. Fails if the table was put"
                            + " back since. May be repeated.")
    private Set<String> noted = Set.of();

    @Option(
            names = "--threads",
            defaultValue = "2",
            paramLabel = "N",
            description = "Files read at a time (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Mixin
    private ResultOption output;

    @Option(names = "--progress", description = "Say on standard error how many files are read.")
    private boolean progress;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    VerifyCommand() {}

    @Override
    public Integer call() {
        if (threads < 1) {
            throw new Failure("Cannot verify with --threads " + threads + ": give at least 1.");
        }
        TrustedKeys trusted = CheckpointFile.trust(trust);
        Noted earlier = noted(trusted);
        try (OpenTable open = tableOptions.open()) {
            Verification result = verify(open, trusted, earlier);
            VerifyReport report = new VerifyReport(open.id().toString(), open.table(), result);
            output.print(report::json, report::text);
            return result.ok() ? 0 : 1;
        }
    }

    private Verification verify(OpenTable open, TrustedKeys trusted, Noted earlier) {
        try {
            return Verifier.verify(open.table(), trusted, earlier, threads, hearing());
        } catch (RuntimeException e) {
            throw Failure.of(
                    "Cannot verify table " + open.id(), e, "Check that its metadata and store can be reached.");
        }
    }

    private Noted noted(TrustedKeys trusted) {
        return new Noted(
                noted.stream().filter(VerifyCommand::isHash).collect(Collectors.toSet()),
                noted.stream()
                        .filter(value -> !isHash(value))
                        .map(file -> CheckpointFile.read(Path.of(file), trusted))
                        .toList());
    }

    private static boolean isHash(String value) {
        return value.matches("[0-9a-f]{64}");
    }

    private Progress hearing() {
        if (!progress) {
            return Progress.NONE;
        }
        PrintWriter err = spec.commandLine().getErr();
        return (done, total) -> {
            err.print("\rreading files: " + done + " of " + total + (done == total ? System.lineSeparator() : ""));
            err.flush();
        };
    }
}
