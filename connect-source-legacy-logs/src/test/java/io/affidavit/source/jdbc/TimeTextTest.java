/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.source.spi.MicroTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

    private static final TimeText MICROS = new TimeText(' ', 6, "", ZoneOffset.UTC);
    private static final TimeText SECONDS = new TimeText(' ', 0, "", ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2026-01-02 03:04:05.123456,       Z,      2026-01-02T03:04:05.123456Z",
        "2026-01-02 03:04:05.1,            Z,      2026-01-02T03:04:05.100000Z",
        "2026-01-02T03:04:05,              +02:00, 2026-01-02T01:04:05.000000Z",
        "2026-01-02T03:04:05Z,             +02:00, 2026-01-02T03:04:05.000000Z",
        "2026-01-02 03:04:05.000001+00:00, +02:00, 2026-01-02T03:04:05.000001Z",
        "0001-01-01 00:00:00,              Z,      0001-01-01T00:00:00.000000Z",
        "9999-12-31 23:59:59.999999,       Z,      9999-12-31T23:59:59.999999Z",
    })
    void writesATimeAsItReadIt(String text, String zone, String iso) {
        TimeText form = TimeText.of(text, ZoneOffset.of(zone)).orElseThrow();
        assertThat(MicroTime.iso(form.micros(text))).isEqualTo(iso);
        assertThat(form.text(form.micros(text))).isEqualTo(text);
        assertThat(TimeText.iso(text, ZoneOffset.of(zone))).isEqualTo(iso);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-01-02 03:04:05", "2026-01-02T03:04:05.123456", "0000-01-01 00:00:00.000000", "soon", ""})
    void refusesATimeWrittenAnotherWayWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> MICROS.micros(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("03:04");
    }

    @Test
    void takesAZeroDateAsBeforeAllTimes() {
        assertThat(MICROS.micros("0000-00-00 00:00:00.000000")).isEqualTo(Long.MIN_VALUE);
        assertThat(MICROS.text(Long.MIN_VALUE)).isEqualTo("0000-00-00 00:00:00.000000");
        assertThat(MICROS.text(Long.MIN_VALUE + 1)).isEqualTo("0001-01-01 00:00:00.000000");
        assertThat(MICROS.text(Long.MAX_VALUE)).isEqualTo("9999-12-31 23:59:59.999999");
    }

    @Test
    void roundsBoundsSoThatHalfOpenRangesStayWhatTheyAre() {
        long half = MICROS.micros("2026-01-02 03:04:05.500000");
        assertThat(SECONDS.text(half)).isEqualTo("2026-01-02 03:04:06");
        assertThat(SECONDS.floor(half)).isEqualTo(half - 500_000);
        assertThat(MICROS.floor(half)).isEqualTo(half);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no time", "2026-13-45 03:04:05", "0000-00-00 00:00:00"})
    void leavesTextsThatAreNoTimes(String text) {
        assertThat(TimeText.iso(text, ZoneOffset.UTC)).isEqualTo(text);
    }
}
