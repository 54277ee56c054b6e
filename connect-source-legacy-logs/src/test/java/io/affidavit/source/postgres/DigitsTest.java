/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, 10, 4000, -32768, 999_999_999_999_999_999L, Long.MAX_VALUE, Long.MIN_VALUE})
    void writesAndReadsEveryNumber(long number) {
        byte[] text = new byte[Digits.MOST];
        int from = Digits.write(number, text);
        assertThat(new String(text, from, text.length - from, StandardCharsets.US_ASCII))
                .isEqualTo(Long.toString(number));
        assertThat(Digits.signed(text, from, text.length)).isEqualTo(number);
    }
}
