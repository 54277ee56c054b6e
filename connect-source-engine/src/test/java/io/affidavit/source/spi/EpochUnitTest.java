/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochUnitTest {

    @ParameterizedTest
    @CsvSource({
        "SECONDS, 3, 3000000",
        "MILLIS, -3, -3000",
        "MICROS, 3, 3",
        "NANOS, 1795404570673800123, 1795404570673800123"
    })
    void givesAPositionAndItsValueBack(EpochUnit unit, long value, long position) {
        assertThat(unit.position(value)).isEqualTo(position);
        assertThat(unit.value(position)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1", "1001, 2", "-1, 0", "-1000, -1", "-9223372036854775808, -9223372036854775"})
    void givesTheLeastValueAtOrBehindAPosition(long position, long millis) {
        assertThat(EpochUnit.MILLIS.value(position)).isEqualTo(millis);
    }

    @Test
    void keepsTimesBeyondWhatNanosecondsHoldAtTheirEnds() {
        assertThat(EpochUnit.NANOS.positionOfTime(Long.MIN_VALUE)).isNegative();
        assertThat(EpochUnit.NANOS.positionOfTime(Long.MAX_VALUE)).isPositive();
        assertThat(EpochUnit.NANOS.positionOfTime(5)).isEqualTo(5000);
        assertThat(EpochUnit.MICROS.positionOfTime(5)).isEqualTo(5);
        assertThat(EpochUnit.MILLIS.positionOfTime(1_005)).isEqualTo(1_000);
        assertThat(EpochUnit.SECONDS.positionOfTime(-1)).isEqualTo(-1_000_000);
        assertThat(EpochUnit.SECONDS.positionOfTime(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void isNamedAsInAConfig() {
        assertThat(EpochUnit.texts()).containsExactly("s", "ms", "us", "ns");
        assertThat(EpochUnit.of("ms")).contains(EpochUnit.MILLIS);
        assertThat(EpochUnit.of("")).isEmpty();
    }
}
