/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeyTest {

    /** RFC 8032, section 7.1, test 3. */
    private static final String SEED = "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7";

    private static final String PUBLIC = "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025";
    private static final String SIGNATURE = "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a";

    private static String pem(String label, String der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(der)) + "\n-----END " + label + "-----\n";
    }

    private static String publishedPrivateKey() {
        return pem("PRIVATE KEY", "302e020100300506032b657004220420" + SEED);
    }

    private static String publishedPublicKey() {
        return pem("PUBLIC KEY", "302a300506032b6570032100" + PUBLIC);
    }

    @Test
    void signsAsPublishedAndFindsItsPublicHalf() {
        // Given
        byte[] message = HexFormat.of().parseHex("af82");

        // When
        SigningKey key = SigningKey.parse(publishedPrivateKey());

        // Then
        assertThat(HexFormat.of().formatHex(key.sign(message))).isEqualTo(SIGNATURE);
        assertThat(key.verificationKey().toPem()).isEqualTo(publishedPublicKey());
    }

    @Test
    void namesKeysByTheHashOfTheirPublicHalf() {
        SigningKey key = SigningKey.parse(publishedPrivateKey());

        // first 16 digits of: printf 302a..8025 | xxd -r -p | sha256sum
        assertThat(key.id()).isEqualTo("8d39ba50abe50f77").hasSize(16);
    }

    @Test
    void readsBackWhatItWrites() {
        SigningKey key = SigningKey.generate();

        SigningKey read = SigningKey.parse("a comment\n" + key.toPem());

        assertThat(read.id()).isEqualTo(key.id());
        assertThat(key.verificationKey().verify("m".getBytes(UTF_8), read.sign("m".getBytes(UTF_8))))
                .isTrue();
    }

    @Test
    void doesNotVerifyAnotherMessageOrKeyOrAMalformedSignature() {
        SigningKey key = SigningKey.generate();
        byte[] signature = key.sign("m".getBytes(UTF_8));

        assertThat(key.verificationKey().verify("n".getBytes(UTF_8), signature)).isFalse();
        assertThat(SigningKey.generate().verificationKey().verify("m".getBytes(UTF_8), signature))
                .isFalse();
        assertThat(key.verificationKey().verify("m".getBytes(UTF_8), new byte[3]))
                .isFalse();
    }

    @Test
    void saysNothingOfTheKeyInTextAndErrors() {
        SigningKey key = SigningKey.generate();
        String body = key.toPem().lines().skip(1).findFirst().orElseThrow();
        String broken = key.toPem().replace(body, body.substring(0, 40));

        assertThat(key.toString()).isEqualTo("SigningKey[" + key.id() + "]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.parse(broken))
                .withNoCause()
                .withMessageStartingWith("Cannot read signing key: it is not an Ed25519 key")
                .withMessageNotContaining(body.substring(0, 10));
    }

    @Test
    void refusesAnythingButOneEd25519Key() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.parse("no key here"))
                .withMessageContaining("found 0 PRIVATE KEY blocks");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.parse(publishedPrivateKey() + publishedPrivateKey()))
                .withMessageContaining("found 2 PRIVATE KEY blocks");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.read(Path.of("/nowhere/key.pem")))
                .withMessageContaining("/nowhere/key.pem");
    }

    @Test
    void trustsEveryKeyOfAFileAndNoOther() {
        // Given
        SigningKey one = SigningKey.generate();
        SigningKey two = SigningKey.generate();

        // When
        TrustedKeys trusted =
                TrustedKeys.parse("# 2026\n" + one.verificationKey().toPem() + "# 2027\n"
                        + two.verificationKey().toPem());

        // Then
        assertThat(trusted.ids()).containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(trusted.find(SigningKey.generate().id())).isEmpty();
    }

    @Test
    void refusesATrustFileWithoutKeys() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedKeys.parse(SigningKey.generate().toPem()))
                .withMessageContaining("no PUBLIC KEY block");
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedKeys.parse(pem("PUBLIC KEY", "3000")));
    }
}
