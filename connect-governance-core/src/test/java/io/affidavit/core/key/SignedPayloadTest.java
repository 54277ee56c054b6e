/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedPayloadTest {
    /** RFC 8032, section 7.1, tests 1 and 3. */
    private static final SigningKey OTHER = key("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    private static final SigningKey KEY = key("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
    private static final SignedPayload SIGNED = SignedPayload.sign("application/a", "{}".getBytes(UTF_8), KEY);

    @Test
    void isBelievedAsItWasSigned() {
        SignedPayload read = SignedPayload.of(SIGNED.members());

        assertThat(read.check(TrustedKeys.of(KEY.verificationKey()))).isEqualTo(SignatureCheck.TRUSTED);
        assertThat(read.payload()).asString(UTF_8).isEqualTo("{}");
        assertThat(read.type()).isEqualTo("application/a");
        assertThat(read.keyId()).isEqualTo(KEY.id());
    }

    @Test
    void isNotBelievedWithAnotherTypeOrPayload() {
        TrustedKeys trusted = TrustedKeys.of(KEY.verificationKey());

        assertThat(SignedPayload.of(with("payloadType", "application/b")).check(trusted))
                .isEqualTo(SignatureCheck.BAD_SIGNATURE);
        assertThat(SignedPayload.of(with("payload", "e30K")).check(trusted)).isEqualTo(SignatureCheck.BAD_SIGNATURE);
    }

    @Test
    void isNotBelievedWhereItsKeyIsNotTrusted() {
        TrustedKeys others = TrustedKeys.of(OTHER.verificationKey());

        assertThat(SIGNED.check(others)).isEqualTo(SignatureCheck.UNTRUSTED_KEY);
    }

    @Test
    void refusesWhatIsNoEnvelopeWithoutSayingWhatItHolds() {
        Object seal = ((List<?>) SIGNED.members().get("signatures")).get(0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedPayload.of(with("signatures", List.of(seal, seal))))
                .withMessageContaining("exactly one signature");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedPayload.of(with("payload", "canary!")))
                .withMessage("a field is not Base64.");
        assertThatIllegalArgumentException().isThrownBy(() -> SignedPayload.of(with("more", "canary")));
        assertThatIllegalArgumentException().isThrownBy(() -> SignedPayload.of(with("payload", 7L)));
        assertThatIllegalArgumentException().isThrownBy(() -> SignedPayload.of(Map.of()));
    }

    private static SigningKey key(String seed) {
        byte[] der = HexFormat.of().parseHex("302e020100300506032b657004220420" + seed);
        return SigningKey.parse("-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(der)
                + "\n-----END PRIVATE KEY-----\n");
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> members = new LinkedHashMap<>(SIGNED.members());
        members.put(name, value);
        return members;
    }
}
