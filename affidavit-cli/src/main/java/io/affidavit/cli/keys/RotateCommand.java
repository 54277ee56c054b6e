/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.keys;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.KeyChange;
import io.affidavit.archive.evidence.statement.KeyStatement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.key.VerificationKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Names a new evidence key in a table's chain, or retires an old one. */
@Command(
        name = "rotate",
        description =
                "Says in a table's chain of statements that a new key signs from here on, or that an old one does not any"
                        + " more.",
        footer = {
            "",
            "First --new, signed by the old key; then give the workers the new one; then --retire, signed by it."
        })
final class RotateCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Which key, and what becomes of it. */
    private static final class Which {

        @Option(
                names = "--new",
                paramLabel = "FILE",
                description = "Public key that signs from here on, in PEM: the trusted-keys.pem of keys generate.")
        private Path young;

        @Option(
                names = "--retire",
                paramLabel = "FILE",
                description = "Public key that signs nothing any more, in PEM.")
        private Path old;
    }

    @Mixin
    private TableOptions tableOptions;

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "Private key that signs the statement, in PEM: one that may sign now.")
    private Path key;

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who does it; stands in the statement.")
    private String by;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; stands in the statement.")
    private String reason;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    RotateCommand() {}

    @Override
    public Integer call() {
        SigningKey signer = signer();
        KeyStatement.Action action = which.young != null ? KeyStatement.Action.ADD : KeyStatement.Action.RETIRE;
        VerificationKey subject = single(which.young != null ? which.young : which.old);
        if (subject.id().equals(signer.id())) {
            throw new Failure("Cannot rotate keys: --key is the key itself. Sign "
                    + (action == KeyStatement.Action.ADD ? "with the old one." : "with one that stays."));
        }
        try (OpenTable open = tableOptions.open()) {
            StatementRef statement = open.guarded(
                    "Cannot rotate keys",
                    () -> new ChangeCommitter(open.table(), signer, by, Backoff.within(PATIENCE), Clock.systemUTC())
                            .commit(new KeyChange(action, subject, reason)));
            spec.commandLine()
                    .getOut()
                    .println("Key " + subject.id()
                            + (action == KeyStatement.Action.ADD
                                    ? " signs for " + open.id() + " after statement "
                                    : " signs nothing of " + open.id() + " after statement ")
                            + statement.sequence() + ".");
            return 0;
        }
    }

    private SigningKey signer() {
        try {
            return SigningKey.read(key);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }

    private static VerificationKey single(Path file) {
        List<VerificationKey> keys;
        try {
            keys = TrustedKeys.read(file).all();
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
        if (keys.size() != 1) {
            throw new Failure("Cannot rotate keys: " + file + " holds " + keys.size() + " keys. Give a file with one.");
        }
        return keys.get(0);
    }
}
