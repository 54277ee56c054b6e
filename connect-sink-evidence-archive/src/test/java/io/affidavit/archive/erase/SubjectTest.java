/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.evidence.hash.Sha256;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {

    private static final String TOKEN = "p1.k1.AAAAAAAAAAAAAAAAAAAAAA";

    @Test
    void namesTokensByTheirHash() {
        Subject subject = Subject.of(List.of(SubjectTerm.parse("user_id=" + TOKEN)));

        assertThat(subject.selectors())
                .containsExactly(
                        java.util.Map.entry("subject/1", "user_id sha256:" + Sha256.hex(TOKEN.getBytes(UTF_8))));
        assertThat(subject.opening()).isEmpty();
    }

    @Test
    void commitsToPlainValuesSoThatNobodyCanGuessThem() throws Exception {
        Subject subject = Subject.of(List.of(SubjectTerm.parse("user_id = u-17")));
        Subject same = Subject.of(List.of(SubjectTerm.parse("user_id = u-17")));

        String selector = subject.selectors().get("subject/1");
        assertThat(selector).startsWith("user_id hmac-sha256:").doesNotContain("u-17");
        assertThat(same.selectors().get("subject/1")).isNotEqualTo(selector);
        byte[] opening = HexFormat.of().parseHex(subject.opening().orElseThrow());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(opening, "HmacSHA256"));
        assertThat(selector).endsWith(HexFormat.of().formatHex(mac.doFinal("u-17".getBytes(UTF_8))));
    }

    @Test
    void neverPrintsAValue() {
        SubjectTerm term = SubjectTerm.parse("user_id=u-17");

        assertThat(term.toString() + Subject.of(List.of(term)))
                .contains("user_id")
                .doesNotContain("u-17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"u-17", "=u-17", "user_id=", "user_id=[EMAIL]", "user_id=e1.1a2b3c4d.pii.email.AAAA~", " = "})
    void refusesWhatIsNoTermWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> SubjectTerm.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot look for a subject")
                .hasMessageNotContainingAny("u-17", "EMAIL", "AAAA");
    }

    @Test
    void needsATerm() {
        assertThatThrownBy(() -> Subject.of(List.of())).hasMessageContaining("--subject");
    }

    @Test
    void nobodyApprovesTheOwnRequest() {
        assertThatThrownBy(() -> new ErasureRequest("J. Doe", "j. doe ", "GDPR 17", "DSR-17"))
                .hasMessageContaining("cannot approve the own request");
        assertThatThrownBy(() -> new ErasureRequest("j.doe", "a.smith", " ", "DSR-17"))
                .hasMessageContaining("legal basis");
    }
}
