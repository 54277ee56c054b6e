/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.log.PolicyRecords;
import io.affidavit.core.policy.log.Signatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the signature of a policy document beside it, for workers that read the document from a file. */
@Command(
        name = "sign",
        description =
                "Signs a policy document: writes FILE.sig beside it. Covers what the document says, not how it is written.")
final class SignCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The policy document.")
    private Path file;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "Ed25519 key in PEM, as affidavit keys generate writes it.")
    private Path key;

    @Spec
    private CommandSpec spec;

    SignCommand() {}

    @Override
    public Integer call() {
        PolicyDocument document = Documents.read(file).document();
        SigningKey signer = key(key);
        Path signature = Path.of(file + ".sig");
        try {
            Files.write(signature, PolicyRecords.value(Signatures.of(document, signer)));
        } catch (IOException e) {
            throw Failure.of("Cannot write " + signature, e, "Sign where you may write beside the policy.");
        }
        spec.commandLine()
                .getOut()
                .println(
                        "Wrote " + signature + ": " + document.ref().name() + ", signed with key " + signer.id() + ".");
        return 0;
    }

    /** @throws Failure if there is no such key */
    @SuppressWarnings("UnusedException") // its message is repeated
    static SigningKey key(Path file) {
        try {
            return SigningKey.read(file);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }
}
