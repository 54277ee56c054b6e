/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.testing.Golden;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tokens and ciphertexts look like, what they are bound to, and how keysets change. */
class SealerTest {

    private static final Scope MAIL = new Scope("acme", "pii.email");

    static Stream<Sealer> sealers() {
        return Stream.of(
                TokenKeys.of(Keysets.generate(KeysetKind.SIV)), CipherKeys.of(Keysets.generate(KeysetKind.GCM)));
    }

    @Test
    void writesTheFormThatIsOnRecord() {
        // Given: a fixed keyset, so that every byte is known
        TokenKeys keys = TokenKeys.of(FixedKeysets.SIV);
        List<Scope> scopes = List.of(
                MAIL,
                new Scope("", "pii.email"),
                new Scope("acme", "field"),
                new Scope("Ünïon 漢", "pii.national_id.de_tax_id"));
        List<String> contents = List.of("ada@example.org", "", "4111 1111 1111 1111", "Zoë 😀 ∞ \"quoted\"");

        // When
        StringBuilder vectors = new StringBuilder();
        for (Scope scope : scopes) {
            for (String content : contents) {
                String sealed = seal(keys, content, scope);
                vectors.append(scope.tenant())
                        .append('\t')
                        .append(scope.label())
                        .append('\t');
                vectors.append(content).append('\t').append(sealed).append('\n');
                assertThat(open(keys, sealed, scope.tenant())).isEqualTo(content);
            }
        }

        // Then
        Golden.assertMatches(Path.of("src/test/resources/golden/seal/tokens.tsv"), vectors.toString());
    }

    @Test
    void opensCiphertextsThatAreOnRecord() {
        // made once under the fixed keyset; random, so that only opening can be compared
        CipherKeys keys = CipherKeys.of(FixedKeysets.GCM);
        String sealed = FixedKeysets.CIPHERTEXT;

        assertThat(sealed).startsWith("e1.1a2b3c4d.pii.email.").endsWith("~");
        assertThat(open(keys, sealed, "acme")).isEqualTo("ada@example.org");
    }

    @Test
    void givesEqualTokensForEqualContentOfOneScopeOnly() {
        TokenKeys keys = TokenKeys.of(Keysets.generate(KeysetKind.SIV));

        String token = seal(keys, "ada@example.org", MAIL);

        assertThat(seal(keys, "ada@example.org", MAIL)).isEqualTo(token);
        assertThat(seal(keys, "Ada@example.org", MAIL)).isNotEqualTo(token);
        assertThat(seal(keys, "ada@example.org", new Scope("other", "pii.email")))
                .isNotEqualTo(token);
        assertThat(body(seal(keys, "ada@example.org", new Scope("acme", "field"))))
                .isNotEqualTo(body(token));
    }

    @Test
    void givesDifferentCiphertextsEachTime() {
        CipherKeys keys = CipherKeys.of(Keysets.generate(KeysetKind.GCM));

        assertThat(seal(keys, "ada@example.org", MAIL)).isNotEqualTo(seal(keys, "ada@example.org", MAIL));
    }

    @ParameterizedTest
    @MethodSource("sealers")
    void givesBackEveryCharacter(Sealer keys) {
        for (String content :
                List.of("Ada@Example.org", "4111-1111 1111\t1111", "", "\u0000 \n Zoë 😀", "x".repeat(20_000))) {
            assertThat(open(keys, seal(keys, content, MAIL), "acme")).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @MethodSource("sealers")
    void doesNotOpenForAnotherTenantOrLabelOrWhenChanged(Sealer keys) {
        String sealed = seal(keys, "ada@example.org", MAIL);
        String other = sealed.substring(0, sealed.length() - 3)
                + (sealed.charAt(sealed.length() - 3) == 'A' ? 'B' : 'A')
                + sealed.substring(sealed.length() - 2);

        assertThat(open(keys, sealed, "other")).isNull();
        assertThat(open(keys, sealed.replace("pii.email", "pii.phone"), "acme")).isNull();
        assertThat(open(keys, other, "acme")).isNull();
        assertThat(sealers().map(stranger -> open(stranger, sealed, "acme"))).containsOnlyNulls();
    }

    @ParameterizedTest
    @MethodSource("sealers")
    void knowsItsOwnTextAndNoLookalike(Sealer keys) {
        char[] sealed = seal(keys, "ada@example.org", MAIL).toCharArray();
        char[] fake = "t1.00000000.pii.email.YWRhQGV4YW1wbGUub3JnIGFuZCBtb3JlIG9mIGl0~".toCharArray();

        assertThat(keys.sealed(sealed, 0, sealed.length, MAIL)).isTrue();
        assertThat(keys.sealed(sealed, 0, sealed.length, new Scope("other", "pii.email")))
                .isFalse();
        assertThat(keys.sealed(sealed, 0, sealed.length, new Scope("acme", "field")))
                .isFalse();
        assertThat(keys.sealed(fake, 0, fake.length, MAIL)).isFalse();
    }

    @Test
    void opensWithOldKeysAndSealsWithTheNewAfterRotation() {
        // Given
        String before = Keysets.generate(KeysetKind.SIV);
        String old = seal(TokenKeys.of(before), "ada@example.org", MAIL);

        // When
        TokenKeys rotated = TokenKeys.of(Keysets.rotate(before, KeysetKind.SIV));

        // Then
        assertThat(open(rotated, old, "acme")).isEqualTo("ada@example.org");
        String fresh = seal(rotated, "ada@example.org", MAIL);
        assertThat(keyId(fresh)).isNotEqualTo(keyId(old));
        assertThat(open(rotated, fresh, "acme")).isEqualTo("ada@example.org");
        assertThat(open(TokenKeys.of(before), fresh, "acme")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "canary-4f1d2c9e", "{\"primaryKeyId\":1,\"key\":[{\"canary\":\"4f1d2c9e\"}]}"})
    void refusesWhatIsNoKeysetWithoutRepeatingIt(String json) {
        assertThatThrownBy(() -> TokenKeys.of(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageContaining("AES256_SIV")
                .message()
                .doesNotContain("4f1d2c9e");
    }

    @Test
    void refusesKeysOfTheOtherKind() {
        String siv = Keysets.generate(KeysetKind.SIV);
        String gcm = Keysets.generate(KeysetKind.GCM);

        assertThatThrownBy(() -> TokenKeys.of(gcm)).hasMessageContaining("AES256_SIV");
        assertThatThrownBy(() -> CipherKeys.of(siv)).hasMessageContaining("AES256_GCM");
        assertThatThrownBy(() -> Keysets.rotate(siv, KeysetKind.GCM)).hasMessageContaining("AES256_GCM");
    }

    @ParameterizedTest
    @MethodSource("sealers")
    void neverPrintsKeys(Sealer keys) {
        assertThat(keys.toString()).matches("(Token|Cipher)Keys\\[[0-9a-f]{1,8}]");
    }

    private static String seal(Sealer keys, String content, Scope scope) {
        StringBuilder out = new StringBuilder("> ");
        keys.seal(("(" + content + ")").toCharArray(), 1, content.length() + 1, scope, out);
        return out.substring(2);
    }

    private static String open(Sealer keys, String sealed, String tenant) {
        SealedText parsed = SealedText.parse(sealed.toCharArray(), 0, sealed.length());
        assertThat(parsed).isNotNull();
        return keys.open(parsed, tenant);
    }

    private static String keyId(String sealed) {
        return sealed.substring(3, 11);
    }

    private static String body(String sealed) {
        return sealed.substring(sealed.lastIndexOf('.'));
    }
}
