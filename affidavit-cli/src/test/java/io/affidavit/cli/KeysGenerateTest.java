/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysGenerateTest {

    @TempDir
    private Path directory;

    @Test
    void writesAKeyAndATrustFileThatBelongTogether() throws IOException {
        Path out = directory.resolve("new/keys");

        CommandRun run = CommandRun.of("keys", "generate", "--out", out.toString());

        SigningKey key = SigningKey.read(out.resolve("signing-key.pem"));
        assertThat(run.exitCode()).isZero();
        assertThat(TrustedKeys.read(out.resolve("trusted-keys.pem")).ids()).containsExactly(key.id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve("signing-key.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void tellsTheKeyIdAndWhatToConfigureButNotTheKey() throws IOException {
        CommandRun run = CommandRun.of("keys", "generate", "--out", directory.toString());

        String pem = Files.readString(directory.resolve("signing-key.pem"));
        assertThat(run.out())
                .contains("Key id: " + SigningKey.parse(pem).id())
                .contains("\"archive.signing.key.file\": \"" + directory.resolve("signing-key.pem") + "\"")
                .doesNotContain(pem.lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void neverOverwritesAKey() throws IOException {
        CommandRun.of("keys", "generate", "--out", directory.toString());
        String key = Files.readString(directory.resolve("signing-key.pem"));
        Files.delete(directory.resolve("trusted-keys.pem"));

        CommandRun run = CommandRun.of("keys", "generate", "--out", directory.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Cannot write").contains("never overwritten");
        assertThat(Files.readString(directory.resolve("signing-key.pem"))).isEqualTo(key);
    }
}
