/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestTextTest {

    /** Java 17 writes 8.6237604049936608E16 of the first. */
    @ParameterizedTest
    @CsvSource({
        "8.62376040499366E16",
        "2.0E23",
        "4.9E-324",
        "0.0",
        "-0.0",
        "0.001",
        "1.0E-4",
        "1234567.0",
        "1.0E7",
        "NaN",
        "-Infinity"
    })
    void isTheSameInEveryVersionOfJava(String text) {
        assertThat(ShortestText.of(Double.parseDouble(text))).isEqualTo(text);
    }

    @Test
    void isWhatJavaWritesOfEverydayNumbers() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            double number = random.nextInt() / Math.pow(10, random.nextInt(9));
            assertThat(ShortestText.of(number)).isEqualTo(Double.toString(number));
            float single = random.nextInt(1 << 20) / 1e4f;
            assertThat(ShortestText.of(single)).isEqualTo(Float.toString(single));
        }
    }

    @Test
    void givesTheNumberBack() {
        Random random = new Random(4);
        for (int i = 0; i < 100_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            assertThat(Double.valueOf(ShortestText.of(number))).isEqualTo(Double.valueOf(number));
            float single = Float.intBitsToFloat(random.nextInt());
            assertThat(Float.valueOf(ShortestText.of(single))).isEqualTo(Float.valueOf(single));
        }
    }
}
