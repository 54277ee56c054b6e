/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventTimesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

    @Test
    void filesImplausibleTimesUnderIngestion() {
        EventTimes times =
                new EventTimes("meta.at", Duration.ofDays(2), Duration.ofHours(1), Clock.fixed(NOW, ZoneOffset.UTC));
        long ingested = NOW.minusSeconds(60).toEpochMilli();

        assertThat(times.stamp(Map.of("meta", Map.of("at", NOW.toEpochMilli())), ingested))
                .isEqualTo(new EventTimes.Stamp(NOW.toEpochMilli() * 1_000, null));
        assertThat(times.stamp(Map.of("meta", Map.of("at", 0L)), ingested))
                .isEqualTo(new EventTimes.Stamp(ingested * 1_000, "event_time_clamped:0"));
        assertThat(times.stamp(Map.of("meta", Map.of("at", -1L)), 0L))
                .isEqualTo(new EventTimes.Stamp(NOW.toEpochMilli() * 1_000, "event_time_clamped:-1"));
        assertThat(times.stamp(Map.of(), null))
                .isEqualTo(new EventTimes.Stamp(NOW.toEpochMilli() * 1_000, "event_time_missing"));
    }
}
