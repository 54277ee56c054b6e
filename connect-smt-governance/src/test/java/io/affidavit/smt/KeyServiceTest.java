/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.smt.seal.FixedKeysets;
import io.affidavit.smt.seal.KeyService;
import io.affidavit.smt.seal.KeysetKind;
import io.affidavit.smt.seal.Keysets;
import io.affidavit.stack.LocalKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keysets that a key service encrypts, with the client of AWS KMS and a service that speaks its protocol. */
class KeyServiceTest {

    private static final String URI = "aws-kms://" + LocalKms.KEY;

    private final LocalKms kms = LocalKms.start();

    @TempDir
    Path directory;

    @BeforeEach
    void sendTheSdkThere() {
        kms.clientProperties().forEach(System::setProperty);
    }

    @AfterEach
    void stop() {
        kms.clientProperties().keySet().forEach(System::clearProperty);
        kms.close();
    }

    @Test
    void sealsAndRevealsWithEncryptedKeysets() throws Exception {
        // Given
        String tokens = Keysets.generate(KeysetKind.SIV, service());
        Path ciphers = Files.writeString(directory.resolve("e.json"), Keysets.generate(KeysetKind.GCM, service()));
        assertThat(tokens).contains("encryptedKeyset");
        Map<String, String> mask = Map.of(
                "mask.default.action",
                "token",
                "mask.actions",
                "pci.card:encrypt",
                "mask.token.keyset",
                tokens,
                "mask.encrypt.keyset.file",
                ciphers.toString(),
                "mask.kms.key.uri",
                URI);
        Map<String, String> reveal = new HashMap<>(RevealTest.CONFIG);
        reveal.remove("reveal.encrypt.keyset");
        reveal.put("reveal.token.keyset", tokens);
        reveal.put("reveal.encrypt.keyset.file", ciphers.toString());
        reveal.put("reveal.kms.key.uri", URI);
        Map<String, String> clear = Map.of("tenant_id", "acme", "a", "ada@example.org", "b", "4111 1111 1111 1111");

        // When
        SourceRecord sealed = Masking.apply(mask, null, clear);
        Reveal<SinkRecord> opens = new Reveal<>(config -> new KeptAudits(), Clock.systemUTC(), UUID::randomUUID);
        opens.configure(reveal);
        SinkRecord revealed = opens.apply(new SinkRecord("t", 0, null, null, null, sealed.value(), 1));

        // Then
        assertThat(Masking.value(sealed, "a")).asString().startsWith("t1.");
        assertThat(Masking.value(sealed, "b")).asString().startsWith("e1.");
        assertThat(revealed.value()).isEqualTo(clear);
        assertThat(kms.calls())
                .containsExactly(
                        "Encrypt 200", "Encrypt 200", "Decrypt 200", "Decrypt 200", "Decrypt 200", "Decrypt 200");
    }

    @Test
    void rotatesWithoutLosingKeysAndEncryptsWhatWasInClear() {
        String rotated =
                Keysets.rotate(Keysets.rotate(FixedKeysets.SIV, KeysetKind.SIV, service()), KeysetKind.SIV, service());
        String ada = "t1.1a2b3c4d.pii.email.A12TeJFC_vP2fWevLJU3BbDfdRSn_NG-BDDrkHuVLA~";

        SourceRecord masked = Masking.apply(
                Map.of("mask.fields", "a:token", "mask.token.keyset", rotated, "mask.kms.key.uri", URI),
                null,
                Map.of("tenant_id", "acme", "a", ada));

        // what the first key sealed under another label is sealed whole, which only a keyset that still works can do
        assertThat(rotated).contains("encryptedKeyset", "439041101");
        assertThat(Masking.value(masked, "a")).asString().startsWith("t1.").doesNotContain("1a2b3c4d");
    }

    @Test
    void asksTheServiceWhenTheTaskStartsNotWhenTheConfigurationIsChecked() {
        String tokens = Keysets.generate(KeysetKind.SIV, service());
        Map<String, String> config = Map.of("mask.token.keyset", tokens, "mask.kms.key.uri", URI);

        assertThat(new MaskFields<SourceRecord>().config().validate(config))
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
        assertThat(kms.calls()).containsExactly("Encrypt 200");
    }

    @Test
    void doesNotStartWhereTheServiceRefusesOrIsGone() {
        // Given
        String tokens = Keysets.generate(KeysetKind.SIV, service());
        Map<String, String> config = Map.of("mask.token.keyset", tokens, "mask.kms.key.uri", URI);

        // When, Then
        kms.disable();
        refuses("mask.kms.key.uri", "DisabledException", config);
        kms.close();
        refuses("mask.kms.key.uri", "SdkClientException", config);
    }

    @Test
    void refusesKeysetsInClearWithAServiceAndEncryptedOnesWithout() {
        String encrypted = Keysets.generate(KeysetKind.SIV, service());

        refuses(
                "mask.token.keyset",
                "in clear",
                Map.of("mask.token.keyset", FixedKeysets.SIV, "mask.kms.key.uri", URI));
        refuses("mask.token.keyset", "encrypted", Map.of("mask.token.keyset", encrypted));
        refuses("mask.encrypt.keyset", "AES256_GCM", Map.of("mask.encrypt.keyset", encrypted, "mask.kms.key.uri", URI));
    }

    @Test
    void saysWhatToInstallForAServiceWithoutAClient() {
        String tokens = Keysets.generate(KeysetKind.SIV, service());

        refuses(
                "mask.kms.key.uri",
                "affidavit-kms-aws",
                Map.of("mask.token.keyset", tokens, "mask.kms.key.uri", "gcp-kms://projects/p/locations/l"));
        refuses(
                "mask.kms.key.uri",
                "did not start",
                Map.of(
                        "mask.token.keyset", tokens,
                        "mask.kms.key.uri", URI,
                        "mask.kms.credentials", directory + "/canary-4f1d2c9e"));
    }

    private static Optional<KeyService> service() {
        return Optional.of(KeyService.of(URI, Optional.empty()));
    }

    private static void refuses(String key, String because, Map<String, String> config) {
        assertThatThrownBy(() -> Masking.transform(config))
                .isInstanceOf(ConfigException.class)
                .hasNoCause()
                .hasMessageContaining("configuration " + key + ":")
                .hasMessageContaining(because)
                .message()
                .doesNotContain("4f1d2c9e", "keyData", LocalKms.SECRET_KEY);
    }
}
