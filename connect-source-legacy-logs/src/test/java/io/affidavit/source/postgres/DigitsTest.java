/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "-1",
                "0.1",
                "-0.000000000000001",
                "999999999999999",
                "9999999999999999",
                ".5",
                "5.",
                "0.30000000000000004",
                "123456789012345.6",
                "1e-05",
                "1.5e+300",
                "NaN",
                "Infinity",
                "-Infinity"
            })
    void readsTheNearestDouble(String text) {
        assertThat(nearest(text)).isEqualTo(Double.valueOf(text));
    }

    @Test
    void readsTheNearestDoubleOfEveryText() {
        Random random = new Random(17);
        for (int i = 0; i < 200_000; i++) {
            BigDecimal decimal = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(20));
            String text = random.nextBoolean()
                    ? decimal.toPlainString()
                    : Double.toString(Double.longBitsToDouble(random.nextLong()));
            assertThat(nearest(text)).as(text).isEqualTo(Double.valueOf(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "1.2.3", "1,5", "--1", "x"})
    void refusesWhatIsNoNumber(String text) {
        assertThatThrownBy(() -> nearest(text)).isInstanceOf(NumberFormatException.class);
    }

    /** From the middle of an array, as values come. */
    private static Double nearest(String text) {
        byte[] bytes = ("7" + text + "7").getBytes(StandardCharsets.US_ASCII);
        return Digits.nearest(bytes, 1, bytes.length - 1);
    }
}
