/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.smt.seal.CipherKeys;
import io.affidavit.smt.seal.Scope;
import io.affidavit.smt.seal.TokenKeys;
import io.affidavit.stack.LocalKms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysKeysetTest {

    @TempDir
    private Path directory;

    @Test
    void writesKeysetsThatTheTransformsTake() throws IOException {
        Path siv = directory.resolve("new/tokens.json");
        Path gcm = directory.resolve("new/encrypt.json");

        CommandRun first = CommandRun.of("keys", "keyset", "--type", "siv", "--out", siv.toString());
        CommandRun second = CommandRun.of("keys", "keyset", "--type", "gcm", "--out", gcm.toString());

        assertThat(first.exitCode()).isZero();
        assertThat(second.exitCode()).isZero();
        assertThat(first.out())
                .contains("\"mask.token.keyset.file\": \"" + siv + "\"")
                .doesNotContain("keyData");
        assertThat(second.out()).contains("\"mask.encrypt.keyset.file\": \"" + gcm + "\"");
        assertThat(TokenKeys.of(Files.readString(siv))).isNotNull();
        assertThat(CipherKeys.of(Files.readString(gcm))).isNotNull();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(siv)))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsTheOldKeysWhenItRotates() throws IOException {
        // Given
        Path before = directory.resolve("before.json");
        Path after = directory.resolve("after.json");
        CommandRun.of("keys", "keyset", "--type", "siv", "--out", before.toString());

        // When
        CommandRun run = CommandRun.of(
                "keys", "keyset", "--type", "siv", "--rotate", before.toString(), "--out", after.toString());

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("reveal first");
        TokenKeys old = TokenKeys.of(Files.readString(before));
        TokenKeys rotated = TokenKeys.of(Files.readString(after));
        Scope scope = new Scope("acme", "field");
        char[] token = token(old, scope);
        assertThat(old.sealed(token, 0, token.length, scope)).isTrue();
        assertThat(rotated.sealed(token, 0, token.length, scope)).isTrue();
        assertThat(token(rotated, scope)).isNotEqualTo(token);
    }

    @Test
    void refusesOtherFilesAndNeverOverwrites() throws IOException {
        Path gcm = directory.resolve("encrypt.json");
        CommandRun.of("keys", "keyset", "--type", "gcm", "--out", gcm.toString());
        String keyset = Files.readString(gcm);

        CommandRun again = CommandRun.of("keys", "keyset", "--type", "gcm", "--out", gcm.toString());
        CommandRun other = CommandRun.of(
                "keys", "keyset", "--type", "siv", "--rotate", gcm.toString(), "--out", directory + "/new.json");
        CommandRun none = CommandRun.of(
                "keys", "keyset", "--type", "siv", "--rotate", directory + "/none", "--out", directory + "/new.json");

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("never overwritten");
        assertThat(Files.readString(gcm)).isEqualTo(keyset);
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("AES256_SIV").doesNotContain("keyData");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("Cannot read");
        assertThat(directory.resolve("new.json")).doesNotExist();
    }

    @Test
    void hasAKeyServiceEncryptWhatItWrites() throws IOException {
        String uri = "aws-kms://" + LocalKms.KEY;
        Path clear = directory.resolve("clear.json");
        Path encrypted = directory.resolve("encrypted.json");
        Path rotated = directory.resolve("rotated.json");
        Path credentials = Files.writeString(
                directory.resolve("aws.properties"),
                "accessKey=" + LocalKms.ACCESS_KEY + "\nsecretKey=" + LocalKms.SECRET_KEY);
        String[] service = {"--kms-uri", uri, "--kms-credentials", credentials.toString()};
        try (LocalKms kms = LocalKms.start()) {
            System.setProperty("aws.endpointUrlKms", kms.uri().toString());
            CommandRun.of("keys", "keyset", "--type", "siv", "--out", clear.toString());

            // When what was in clear is encrypted, and that is rotated
            CommandRun first = keyset(service, "--rotate", clear.toString(), "--out", encrypted.toString());
            CommandRun second = keyset(service, "--rotate", encrypted.toString(), "--out", rotated.toString());
            CommandRun without = keyset(new String[0], "--rotate", encrypted.toString(), "--out", directory + "/x");
            kms.disable();
            CommandRun refused = keyset(service, "--out", directory.resolve("y").toString());

            // Then
            assertThat(first.exitCode()).as(first.err()).isZero();
            assertThat(first.out()).contains("\"mask.kms.key.uri\": \"" + uri + "\"");
            assertThat(Files.readString(encrypted)).contains("encryptedKeyset").doesNotContain("keyData");
            assertThat(second.exitCode()).as(second.err()).isZero();
            assertThat(kms.calls()).containsExactly("Encrypt 200", "Decrypt 200", "Encrypt 200", "Encrypt 400");
            assertThat(without.exitCode()).isEqualTo(2);
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("DisabledException").doesNotContain(LocalKms.SECRET_KEY);
            assertThat(directory.resolve("y")).doesNotExist();
        } finally {
            System.clearProperty("aws.endpointUrlKms");
        }
    }

    private static CommandRun keyset(String[] service, String... arguments) {
        return CommandRun.of(Stream.of(new String[] {"keys", "keyset", "--type", "siv"}, service, arguments)
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }

    private static char[] token(TokenKeys keys, Scope scope) {
        StringBuilder out = new StringBuilder();
        keys.seal("ada".toCharArray(), 0, 3, scope, out);
        return out.toString().toCharArray();
    }
}
