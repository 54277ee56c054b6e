/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EpochsTest {

    @Test
    void tellsMomentsByTheirNumberAsByTheirDigits() {
        SplittableRandom random = new SplittableRandom(6);
        LongStream bounds = LongStream.of(1_000_000_000L, 4_102_444_799L)
                .flatMap(bound ->
                        LongStream.of(1, 1_000, 1_000_000, 1_000_000_000).map(unit -> bound * unit))
                .flatMap(number -> LongStream.of(number - 1, number, number + 1, number + 999));
        LongStream any = random.longs(5_000, 0, Long.MAX_VALUE).map(number -> number >> random.nextInt(40));
        LongStream.concat(LongStream.concat(bounds, any), LongStream.of(0, Long.MAX_VALUE))
                .forEach(number -> {
                    char[] digits = Long.toString(number).toCharArray();
                    assertThat(Epochs.is(number))
                            .as("%d", number)
                            .isEqualTo(Epochs.is(digits, 0, digits.length))
                            .isEqualTo(Epochs.is(-number));
                });
        assertThat(Epochs.is(Long.MIN_VALUE)).isFalse();
    }

    @Test
    void findsNothingThatCountsInMomentsOfFieldsNamedSo() {
        SplittableRandom random = new SplittableRandom(7);
        TextScanner scanner = new TextScanner();
        Hits hits = new Hits(1);
        int found = 0;
        for (int i = 0; i < 2_000; i++) {
            char[] digits = Long.toString(random.nextLong(1_000_000_000_000L, 4_000_000_000_000L))
                    .toCharArray();
            char[] name = "created_at".toCharArray();
            hits.clear();
            scanner.scan(digits, 0, digits.length, Evidence.NAMED, hits);
            found += hits.size();
            hits.forgetNamed(digits, 0, digits.length, name, 0, name.length);
            assertThat(Epochs.named(name, 0, name.length)).isTrue();
            assertThat(hits.size()).isZero();
        }
        assertThat(found).as("numbers that the scanner takes for something").isPositive();
    }
}
