/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.replay;

import io.affidavit.archive.replay.grant.ReplayGrant;
import io.affidavit.archive.replay.grant.SignedRequest;
import io.affidavit.core.key.TrustedKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Approves a request. */
@Command(
        name = "authorize",
        description = "Approves a request, which somebody else signed, and writes the grant.",
        footer = {
            "",
            "Read it first: affidavit replay check shows all that is asked for.",
            "Exit code: 0 the grant is written, 2 it is not."
        })
final class AuthorizeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "REQUEST", description = "What affidavit replay request wrote.")
    private Path file;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The approver's private key, in PEM. Not the one that signed the request.")
    private Path key;

    @Option(names = "--approver", required = true, paramLabel = "NAME", description = "Who approves.")
    private String approver;

    @Option(names = "--trust", required = true, paramLabel = "FILE", description = "Public keys to trust, in PEM.")
    private Path trust;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write. Never overwrites.")
    private Path out;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    AuthorizeCommand() {}

    @Override
    public Integer call() {
        String text = GrantFiles.read(file);
        ReplayGrant grant = GrantFiles.guarded(() -> {
            TrustedKeys trusted = TrustedKeys.read(trust);
            SignedRequest request = SignedRequest.parse(text);
            request.check(trusted);
            ReplayGrant approved = ReplayGrant.approve(
                    request, approver, Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS), GrantFiles.key(key));
            approved.checkSignatures(trusted);
            return approved;
        });
        GrantFiles.write(out, grant.json());
        spec.commandLine().getOut().print(GrantText.of(grant));
        spec.commandLine().getOut().println("Wrote " + out + ".");
        return 0;
    }
}
