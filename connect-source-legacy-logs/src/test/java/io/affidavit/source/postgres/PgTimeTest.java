/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.source.spi.MicroTime;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PgTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-02 03:04:05.123456,     Z,      2026-01-02T03:04:05.123456Z",
        "2026-01-02 03:04:05.1,          Z,      2026-01-02T03:04:05.100000Z",
        "2026-01-02 03:04:05,            Z,      2026-01-02T03:04:05.000000Z",
        "2026-01-02 03:04:05,            +02:00, 2026-01-02T01:04:05.000000Z",
        "2026-01-02 03:04:05.123456+00,  +02:00, 2026-01-02T03:04:05.123456Z",
        "1969-12-31 23:59:59.999999,     Z,      1969-12-31T23:59:59.999999Z",
        "0044-03-15 00:00:00 BC,         Z,      -0043-03-15T00:00:00.000000Z",
        "0044-03-15 00:00:00+00 BC,      Z,      -0043-03-15T00:00:00.000000Z",
        "12026-01-02 03:04:05.5,         Z,      +12026-01-02T03:04:05.500000Z",
        "infinity,                       Z,      infinity",
        "-infinity,                      Z,      -infinity",
    })
    void readsServerTextsToTheMicrosecond(String text, String zone, String iso) {
        byte[] ascii = PgTime.isoOfServerText(
                ("a\t" + text + "\tb").getBytes(StandardCharsets.US_ASCII), 2, 2 + text.length(), ZoneOffset.of(zone));
        assertThat(new String(ascii, StandardCharsets.US_ASCII)).isEqualTo(iso);
        if (PgTime.isEveryday(ascii)) {
            assertThat(MicroTime.iso(PgTime.microsOfEveryday(ascii))).isEqualTo(iso);
        }
        assertThat(MicroTime.iso(PgTime.microsOfServerText(text, ZoneOffset.of(zone))))
                .isEqualTo(iso);
        assertThat(MicroTime.iso(MicroTime.parseIso(iso))).isEqualTo(iso);
    }

    @ParameterizedTest
    @CsvSource({
        "0,                     ,       1970-01-01 00:00+00",
        "1767323045123456,      ,       2026-01-02 03:04:05.123456+00",
        "1767323045123456,      +02:00, 2026-01-02 05:04:05.123456",
        "-9223372036854775808,  ,       -infinity",
        "9223372036854775807,   Z,      infinity",
        "-9223372036854775807,  ,       4714-11-24 00:00+00 BC",
    })
    void bindsWhatTheServerCanHold(long micros, String zone, String literal) {
        assertThat(PgTime.literal(micros, zone == null ? null : ZoneOffset.of(zone)))
                .isEqualTo(literal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-01-02", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05.123456"})
    void refusesOtherTexts(String text) {
        assertThatThrownBy(() -> MicroTime.parseIso(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not a time like 2026-01-02T03:04:05.123456Z.");
    }
}
