/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.keys;

import io.affidavit.core.key.SigningKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes one Ed25519 key and writes its two halves, never over an existing file. */
@Command(name = "generate", description = "Makes an Ed25519 signing key and the trust file for it.")
final class GenerateCommand implements Callable<Integer> {

    static final String SIGNING_KEY = "signing-key.pem";
    static final String TRUSTED_KEYS = "trusted-keys.pem";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Directory to write " + SIGNING_KEY + " and " + TRUSTED_KEYS + " to; created if absent.")
    private Path out;

    @Spec
    private CommandSpec spec;

    GenerateCommand() {}

    @Override
    public Integer call() {
        Path directory = out.toAbsolutePath().normalize();
        Path secret = directory.resolve(SIGNING_KEY);
        Path trusted = directory.resolve(TRUSTED_KEYS);
        KeyFile.refuseExisting(trusted);
        SigningKey key = SigningKey.generate();
        KeyFile.createSecret(secret, key.toPem());
        KeyFile.create(trusted, key.verificationKey().toPem());
        spec.commandLine().getOut().printf("""
                Wrote %s: the secret. It belongs on the workers, readable by them alone.
                Wrote %s: for everyone who verifies. Keep it apart from the table.
                Key id: %s

                In the sink's configuration:
                  "archive.signing.key.file": "%s"
                or, through a config provider of the workers:
                  "archive.signing.key": "${...}"

                To verify:
                  affidavit verify --table NAMESPACE.NAME --trust %s
                """, secret, trusted, key.id(), secret, trusted);
        return 0;
    }
}
