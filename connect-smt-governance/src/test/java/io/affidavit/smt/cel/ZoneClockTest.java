/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneClockTest {

    private static final long CENTURY = 3_155_760_000L;

    /** Clocks that change, that changed once, that change by half an hour, that skipped a day, and that never change. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "Asia/Tokyo",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Africa/Casablanca",
                "UTC",
                "+05:45"
            })
    void showsWhatTheCalendarOfJavaSays(String name) {
        ZoneId zone = ZoneId.of(name);
        ZoneClock clock = new ZoneClock(zone);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(name.hashCode());
        for (int i = 0; i < 5_000; i++) {
            Instant time =
                    Instant.ofEpochSecond(random.nextLong(-2 * CENTURY, 2 * CENTURY), random.nextInt(1_000_000_000));
            assertShows(clock, time, zone);
            ZoneOffsetTransition change = zone.getRules().nextTransition(time);
            if (change != null) {
                assertShows(clock, change.getInstant(), zone);
                assertShows(clock, change.getInstant().minusNanos(1), zone);
                assertShows(clock, change.getInstant().plusSeconds(random.nextInt(7_200)), zone);
            }
        }
    }

    private static void assertShows(ZoneClock clock, Instant time, ZoneId zone) {
        ZonedDateTime expected = time.atZone(zone);
        assertThat(clock.hour(time)).isEqualTo(expected.getHour());
        assertThat(clock.date(time)).isEqualTo(expected.toLocalDate());
        assertThat(clock.weekend(time))
                .isEqualTo(
                        expected.getDayOfWeek() == DayOfWeek.SATURDAY || expected.getDayOfWeek() == DayOfWeek.SUNDAY);
    }
}
