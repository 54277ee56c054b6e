/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.testing.Golden;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How subjects are named, how their keys are kept, and what they seal. */
class KeyWrapTest {

    private static final Owner ADA = new Owner("acme", "ada");
    private static final Scope MAIL = new Scope("acme", "pii.email");

    /** Made once under the fixed keyset; random, so that only opening can be compared. */
    private static final String RECORD_KEY = "014471d4a6d679d0aa2414c22e03066bf62b86482d8e4654e3c62d1407f683b148";

    private static final String RECORD_VALUE =
            "01011a2b3c4d042505e6525ba2c304c8cd087b92b35aa3a1023d691b632b9ded8596e1f304ec2173d145c62067dc5d2c555f030d1554b6ddd3b50e4ece64f6024eba";
    private static final String SEALED =
            "s1.K4ZILY5GVOPGLRQH9oOxSA.pii.email.DXfXdP41U-pxQNBO5FiCjCnKNzDOs-_Y33gDYNrnKAVhsGP_x7274Z7O5g~";

    private final KeyWrap wrap = CipherKeys.of(FixedKeysets.GCM).wrap();

    @Test
    void namesSubjectsAsIsOnRecord() {
        StringBuilder names = new StringBuilder();
        for (Owner owner : List.of(
                ADA,
                new Owner("", "ada"),
                new Owner("acmea", "da"),
                new Owner("acme", "ADA"),
                new Owner("Ünïon", "漢"))) {
            names.append(owner.tenant()).append('\t').append(owner.subject()).append('\t');
            names.append(wrap.name(owner).text()).append('\n');
        }

        Golden.assertMatches(Path.of("src/test/resources/golden/seal/subjects.tsv"), names.toString());
        assertThat(names.toString().lines().map(line -> line.substring(line.lastIndexOf('\t'))))
                .doesNotHaveDuplicates();
    }

    @Test
    void opensWhatIsOnRecord() {
        WrappedKey key = WrappedKey.of(
                HexFormat.of().parseHex(RECORD_KEY), HexFormat.of().parseHex(RECORD_VALUE));

        assertThat(key.subject()).isEqualTo(wrap.name(ADA));
        assertThat(HexFormat.of().formatHex(key.recordKey())).isEqualTo(RECORD_KEY);
        assertThat(HexFormat.of().formatHex(key.recordValue())).isEqualTo(RECORD_VALUE);
        assertThat(open(wrap.unwrap(key), SEALED, "acme")).isEqualTo("ada@example.org");
    }

    @Test
    void sealsForOneTenantLabelAndKey() {
        DataKey key = wrap.unwrap(wrap.fresh(wrap.name(ADA)));
        DataKey other = wrap.unwrap(wrap.fresh(wrap.name(ADA)));

        String sealed = seal(key, "Zoë 😀 \u0000");

        assertThat(sealed).matches("s1\\.[A-Za-z0-9_-]{22}\\.pii\\.email\\.[A-Za-z0-9_-]+~");
        assertThat(seal(key, "Zoë 😀 \u0000")).isNotEqualTo(sealed);
        assertThat(open(key, sealed, "acme")).isEqualTo("Zoë 😀 \u0000");
        assertThat(open(key, sealed, "other")).isNull();
        assertThat(open(key, sealed.replace("pii.email", "pii.phone"), "acme")).isNull();
        assertThat(open(other, sealed, "acme")).isNull();
        assertThat(other.id()).isNotEqualTo(key.id());
    }

    @Test
    void unwrapsNoKeyUnderAnotherNameOrKeyset() {
        WrappedKey key = wrap.fresh(wrap.name(ADA));

        assertThat(wrap.unwrap(key)).isNotNull();
        assertThat(wrap.unwrap(new WrappedKey(wrap.name(new Owner("acme", "bob")), key.id(), key.wrapped())))
                .isNull();
        assertThat(wrap.unwrap(new WrappedKey(key.subject(), key.subject(), key.wrapped())))
                .isNull();
        assertThat(wrap.unwrap(key.erase())).isNull();
        assertThat(CipherKeys.of(Keysets.generate(KeysetKind.GCM)).wrap().unwrap(key))
                .isNull();
    }

    @Test
    void keepsOldNamesWhenTheKeysetIsRotated() {
        KeyWrap rotated =
                CipherKeys.of(Keysets.rotate(FixedKeysets.GCM, KeysetKind.GCM)).wrap();

        assertThat(rotated.name(ADA)).isNotEqualTo(wrap.name(ADA));
        assertThat(rotated.names(ADA)).hasSize(2).startsWith(rotated.name(ADA)).endsWith(wrap.name(ADA));
        assertThat(rotated.keyIds()).hasSize(2).endsWith("1a2b3c4d");
        assertThat(rotated.unwrap(wrap.fresh(wrap.name(ADA)))).isNotNull();
    }

    @Test
    void printsNoKeysAndNoSubjects() {
        DataKey key = wrap.unwrap(wrap.fresh(wrap.name(ADA)));

        assertThat(ADA.toString()).isEqualTo("Owner");
        assertThat(wrap.toString()).isEqualTo("KeyWrap[1a2b3c4d]");
        assertThat(key.toString()).isEqualTo("DataKey[" + key.id() + "]");
    }

    static Stream<Arguments> otherForms() {
        byte[] key = new byte[33];
        key[0] = 1;
        byte[] value = new byte[1 + WrappedKey.WRAPPED_BYTES];
        value[0] = 1;
        byte[] later = value.clone();
        later[0] = 2;
        return Stream.of(
                Arguments.argumentSet("no key", null, value),
                Arguments.argumentSet("short key", new byte[] {1}, value),
                Arguments.argumentSet("key of another version", new byte[33], value),
                Arguments.argumentSet("value of another version", key, later),
                Arguments.argumentSet("short value", key, new byte[] {1, 2}));
    }

    @ParameterizedTest
    @MethodSource("otherForms")
    void refusesRecordsOfAnotherForm(byte[] key, byte[] value) {
        assertThatThrownBy(() -> WrappedKey.of(key, value)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String seal(DataKey key, String content) {
        StringBuilder out = new StringBuilder();
        key.seal(content.toCharArray(), 0, content.length(), MAIL, out);
        return out.toString();
    }

    private static String open(DataKey key, String sealed, String tenant) {
        SealedText parsed = SealedText.parse(sealed.toCharArray(), 0, sealed.length());
        assertThat(parsed).isNotNull();
        assertThat(parsed.kind()).isEqualTo(SealedText.Kind.SUBJECT);
        return key.open(parsed, tenant);
    }
}
