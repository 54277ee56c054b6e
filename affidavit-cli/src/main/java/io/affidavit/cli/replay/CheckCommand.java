/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.replay;

import io.affidavit.archive.replay.grant.InvalidGrantException;
import io.affidavit.archive.replay.grant.ReplayGrant;
import io.affidavit.archive.replay.grant.SignedRequest;
import io.affidavit.core.key.TrustedKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a request or a grant. */
@Command(
        name = "check",
        description = "Shows what a request asks for or a grant allows, and whether the grant is valid now.",
        footer = {"", "Exit code: 0 the grant is valid, 1 it is not, 2 the file is neither grant nor request."})
final class CheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "What affidavit replay request or authorize wrote.")
    private Path file;

    @Option(names = "--trust", required = true, paramLabel = "FILE", description = "Public keys to trust, in PEM.")
    private Path trust;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    CheckCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String text = GrantFiles.read(file);
        TrustedKeys trusted = GrantFiles.guarded(() -> TrustedKeys.read(trust));
        if (GrantFiles.guarded(() -> SignedRequest.isRequest(text))) {
            SignedRequest request = GrantFiles.guarded(() -> SignedRequest.parse(text));
            out.print(GrantText.of(request));
            return verdict(() -> {
                request.check(trusted);
                throw InvalidGrantException.notApproved();
            });
        }
        ReplayGrant grant = GrantFiles.guarded(() -> ReplayGrant.parse(text));
        out.print(GrantText.of(grant));
        return verdict(() -> {
            grant.checkSignatures(trusted);
            grant.checkTime(Clock.systemUTC().instant());
        });
    }

    private int verdict(Runnable check) {
        try {
            check.run();
            spec.commandLine().getOut().println("VALID");
            return 0;
        } catch (InvalidGrantException e) {
            spec.commandLine().getOut().println("NOT VALID: " + e.getMessage());
            return 1;
        }
    }
}
