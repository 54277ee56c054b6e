/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.keys;

import io.affidavit.cli.output.Failure;
import io.affidavit.smt.seal.KeyService;
import io.affidavit.smt.seal.KeyServiceException;
import io.affidavit.smt.seal.KeysetKind;
import io.affidavit.smt.seal.Keysets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a Tink keyset for masking, or a copy of one with a new primary key. */
@Command(name = "keyset", description = "Makes a keyset for tokens or ciphertexts, or rotates one.")
final class KeysetCommand implements Callable<Integer> {

    @Option(
            names = "--type",
            required = true,
            paramLabel = "TYPE",
            description = "${COMPLETION-CANDIDATES}: siv for the token action, gcm for the encrypt action.")
    private Type type;

    @Option(
            names = "--rotate",
            paramLabel = "FILE",
            description = "Keyset whose keys are kept, to open what they sealed; a new key becomes the primary one.")
    private Path rotate;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write; must not exist.")
    private Path out;

    @Mixin
    private KeyServiceOptions keyService;

    @Spec
    private CommandSpec spec;

    KeysetCommand() {}

    @Override
    public Integer call() {
        Path file = out.toAbsolutePath().normalize();
        KeyFile.refuseExisting(file);
        KeyFile.createSecret(file, keyset(keyService.service()));
        spec.commandLine().getOut().printf("""
                        Wrote %s: a secret. It belongs on the workers that mask or reveal, readable by them alone.

                        In the configuration of the transform:
                          "%s": "%s"
                        %sof MaskFields, and for Reveal the keys that begin with reveal.
                        """, file, "mask." + type.purpose + ".keyset.file", file, keyService.line());
        if (rotate != null) {
            spec.commandLine().getOut().println("Give it to the pipelines that reveal first, then to those that mask.");
        }
        return 0;
    }

    @SuppressWarnings("UnusedException") // its message is told
    private String keyset(Optional<KeyService> service) {
        try {
            return rotate == null ? Keysets.generate(type.kind, service) : rotated(service);
        } catch (KeyServiceException e) {
            throw KeyServiceOptions.refused(e);
        }
    }

    @SuppressWarnings("UnusedException") // its message, which holds nothing of the keyset, is told
    private String rotated(Optional<KeyService> service) {
        try {
            return Keysets.rotate(Files.readString(rotate), type.kind, service);
        } catch (IOException e) {
            throw Failure.of("Cannot read " + rotate, e, "Give a keyset that you may read.");
        } catch (IllegalArgumentException e) {
            throw new Failure("Cannot rotate " + rotate + ": " + e.getMessage());
        }
    }

    /** The kinds by the names that are typed. */
    enum Type {
        /** For tokens. */
        siv(KeysetKind.SIV, "token"),
        /** For ciphertexts. */
        gcm(KeysetKind.GCM, "encrypt");

        private final KeysetKind kind;
        private final String purpose;

        Type(KeysetKind kind, String purpose) {
            this.kind = kind;
            this.purpose = purpose;
        }
    }
}
