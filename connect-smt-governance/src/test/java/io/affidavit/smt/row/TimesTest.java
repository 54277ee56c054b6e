/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static final long NANOS = 1_793_697_302_123_456_000L;

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.argumentSet("ISO with microseconds", "2026-11-03T09:15:02.123456Z", NANOS),
                Arguments.argumentSet("naive ISO is UTC", "2026-11-03T09:15:02.123456", NANOS),
                Arguments.argumentSet("blank for the T", "2026-11-03 09:15:02.123456", NANOS),
                Arguments.argumentSet("offset", "2026-11-03T10:15:02.123456+01:00", NANOS),
                Arguments.argumentSet("PostgreSQL offset", "2026-11-03 10:15:02.123456+01", NANOS),
                Arguments.argumentSet("negative PostgreSQL offset", "2026-11-03 07:15:02.123456-02", NANOS),
                Arguments.argumentSet("epoch nanoseconds as text", Long.toString(NANOS), NANOS),
                Arguments.argumentSet("epoch nanoseconds", NANOS, NANOS),
                Arguments.argumentSet("epoch microseconds", NANOS / 1_000, NANOS),
                Arguments.argumentSet("epoch milliseconds", NANOS / 1_000_000, NANOS / 1_000_000 * 1_000_000),
                Arguments.argumentSet(
                        "epoch seconds", (int) (NANOS / 1_000_000_000), NANOS / 1_000_000_000 * 1_000_000_000),
                Arguments.argumentSet("fractional seconds", 1_793_697_302.5, 1_793_697_302_500_000_000L),
                Arguments.argumentSet("Connect timestamp", new Date(NANOS / 1_000_000), NANOS / 1_000_000 * 1_000_000),
                Arguments.argumentSet("leap day", "2024-02-29T23:59:59Z", 1_709_251_199_000_000_000L),
                Arguments.argumentSet("before the epoch", "1969-12-31T23:59:59.5Z", -500_000_000L));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsEveryForm(Object written, long nanos) {
        assertThat(Times.nanos(written)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-13-01T00:00:00Z",
                "2026-02-30T00:00:00Z",
                "2023-02-29T00:00:00Z",
                "2026-11-03T25:00:00Z",
                "2026-11-03T09:15:02.1234567890Z",
                "2026-11-03",
                "9999-12-31T00:00:00Z",
                "-1-1-1"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(Times.nanos(text)).isNull();
        assertThat(Times.millis(Times.nanos(text))).isNull();
    }

    @Test
    void agreesWithJavaTime() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long millis = random.nextLong(17_000_000_000_000L) - 8_000_000_000_000L;
            Instant instant = Instant.ofEpochMilli(millis).plusNanos(random.nextInt(1_000_000));

            assertThat(Times.nanos(instant.toString()))
                    .isEqualTo(instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
        }
    }

    @Test
    void roundsMillisecondsDown() {
        assertThat(Times.millis(Times.nanos("1969-12-31T23:59:59.9999Z"))).isEqualTo(-1L);
    }

    @Test
    void writesMomentsAsInstantsAre() {
        SplittableRandom random = new SplittableRandom(5);
        LongStream telling = LongStream.of(
                0,
                1,
                999,
                1_000,
                -1,
                951_782_399_999L,
                951_782_400_000L,
                4_107_542_399_000L,
                253_402_300_799_999L,
                253_402_300_800_000L);
        LongStream days = LongStream.range(0, 4_000).map(step -> step * 9 * 86_400_000L - (step & 1));
        LongStream any = random.longs(5_000, -1_000_000_000_000L, 260_000_000_000_000L);
        LongStream.concat(telling, LongStream.concat(days, any))
                .forEach(millis -> assertThat(Times.iso(millis))
                        .isEqualTo(Instant.ofEpochMilli(millis).toString()));
    }
}
