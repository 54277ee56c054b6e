/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashesTest {

    @ParameterizedTest
    @CsvSource({
        "4bf92f3577b34da6a3ce929d0e0e4736, true",
        "b7ad6b7169203331,                 true",
        "B7AD6B7169203331,                 true",
        "b7ad6b716920333,                  false",
        "1234567890123456,                 false",
        "abcdefabcdefabcd,                 false",
        "b7ad6b716920333g,                 false",
        "b7ad6b71-69203331,                false",
        "a cab for 12 faces,               false"
    })
    void tellsATextThatIsOneHash(String text, boolean hash) {
        assertThat(Hashes.whole(text.toCharArray(), 0, text.length())).isEqualTo(hash);
    }

    @Test
    void leavesWhatMayBeAKeyToTheRulesForKeys() {
        // Given a key of a vendor all of whose characters are hexadecimal digits
        String key = "EAAC0123456789abcdef";

        // When
        // Then
        assertThat(Secrets.possible(key.charAt(0), key.charAt(1))).isTrue();
        assertThat(Hashes.whole(key.toCharArray(), 0, key.length())).isFalse();
    }

    @Test
    void stillFindsWhatAHashMayBe() {
        // Given
        String text = HexFormat.of().formatHex("john.doe@example.com".getBytes(StandardCharsets.UTF_8));
        String vehicle = "1FAFE1DE4AB345678";

        // When
        // Then text in hexadecimal digits, and a vehicle whose number has no other letters
        assertThat(Found.in(text)).containsExactly(new Found("pii.email", text));
        assertThat(Found.in(vehicle)).containsExactly(new Found("pii.vin", vehicle));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain text of some length",
                "h\u00e9llo w\u00f6rld",
                "\u4e2d\u6587 and more text",
                "\ud83d\ude00 text",
                "a\tb\nc d e f"
            })
    void holdsTextPossibleWhereItIsText(String text) {
        // Given
        String digits = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));

        // When
        // Then
        assertThat(Decoded.possible(digits.toCharArray(), 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00616263646566676869", "61006263646566676869", "6162636465666700", "80616263646566676869",
                "c2616263646566676869", "e4b861626364656667", "f5808080616263646566", "616263646566677f"
            })
    void holdsTextImpossibleWhereABadByteComesFirst(String digits) {
        assertThat(Decoded.possible(digits.toCharArray(), 0)).isFalse();
    }
}
