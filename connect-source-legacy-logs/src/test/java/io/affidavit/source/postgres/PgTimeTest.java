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
import java.util.Random;
import org.junit.jupiter.api.Test;
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
        "0,                    Z,      2000-01-01T00:00:00.000000Z",
        "-1,                   Z,      1999-12-31T23:59:59.999999Z",
        "820638245123456,      Z,      2026-01-02T03:04:05.123456Z",
        "820638245123456,      +02:00, 2026-01-02T01:04:05.123456Z",
        "5097600000000,        Z,      2000-02-29T00:00:00.000000Z",
        "252455615999999999,   Z,      9999-12-31T23:59:59.999999Z",
        "252455616000000000,   Z,      +10000-01-01T00:00:00.000000Z",
        "-63113904000000000,   Z,      0000-01-01T00:00:00.000000Z",
        "-63113904000000001,   Z,      -0001-12-31T23:59:59.999999Z",
        "-211813488000000000,  Z,      -4713-11-24T00:00:00.000000Z",
        "9223371331199999999,  Z,      infinity",
        "9223371331199999999,  -02:00, infinity",
        "9223372036854775807,  +02:00, infinity",
        "-9223372036854775808, +02:00, -infinity",
    })
    void readsServerNumbersToTheMicrosecond(long number, String zone, String iso) {
        long micros = PgTime.microsOfServerNumber(number, ZoneOffset.of(zone));
        assertThat(MicroTime.iso(micros)).isEqualTo(iso);
        assertThat(new String(PgTime.iso(micros, null), StandardCharsets.US_ASCII))
                .isEqualTo(iso);
    }

    @Test
    void writesEveryTimeAsTheFormatterDoes() {
        Random random = new Random(11);
        byte[] iso = null;
        for (int round = 0; round < 5_000; round++) {
            long micros = random.nextLong() >> random.nextInt(20);
            iso = PgTime.iso(micros, iso);
            assertThat(new String(iso, StandardCharsets.US_ASCII)).isEqualTo(MicroTime.iso(micros));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,                     ,       1970-01-01 00:00+00",
        "1767323045123456,      ,       2026-01-02 03:04:05.123456+00",
        "1767323045123456,      +02:00, 2026-01-02 05:04:05.123456",
        "-9223372036854775808,  ,       -infinity",
        "9223372036854775807,   Z,      infinity",
        "-9223372036854775807,  ,       4714-11-24 00:00+00 BC",
        "-62198755200000000,    ,       0002-01-01 00:00+00 BC",
        "-62135596800000001,    ,       0001-12-31 23:59:59.999999+00 BC",
        "-62135596800000000,    ,       0001-01-01 00:00+00",
        "253402300800000000,    Z,      10000-01-01 00:00",
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
