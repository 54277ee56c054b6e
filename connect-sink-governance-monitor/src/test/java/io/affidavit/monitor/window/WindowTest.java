/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.affidavit.core.data.FieldPath;
import io.affidavit.monitor.fields.FieldReader;
import io.affidavit.monitor.fields.FieldSet;
import io.affidavit.monitor.fields.FieldValues;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WindowTest {

    @Test
    void followsTheLatestEventAtADistance() {
        Watermark watermark = new Watermark(Duration.ofSeconds(10), Duration.ofHours(1));
        assertThat(watermark.time()).isEqualTo(Watermark.NONE);

        assertThat(watermark.advance(100_000, null)).isTrue();
        assertThat(watermark.advance(50_000, null)).isTrue();

        assertThat(watermark.time()).isEqualTo(90_000);
        assertThat(watermark.latest()).isEqualTo(100_000);
    }

    @Test
    void isNotMovedByAnEventFromTheFutureOfItsRecord() {
        Watermark watermark = new Watermark(Duration.ZERO, Duration.ofMillis(10));
        watermark.advance(100, 100L);

        assertThat(watermark.advance(211, 200L)).isFalse();
        assertThat(watermark.time()).isEqualTo(100);
        assertThat(watermark.advance(210, 200L)).isTrue();
        assertThat(watermark.time()).isEqualTo(210);
    }

    @Test
    void cutsTimeIntoWindows() {
        WindowSize hour = WindowSize.of(Duration.ofHours(1));
        long nine = Instant.parse("2026-11-23T09:00:00Z").toEpochMilli();

        assertThat(hour.start(nine)).isEqualTo(nine);
        assertThat(hour.start(nine + 3_599_999)).isEqualTo(nine);
        assertThat(hour.start(-1)).isEqualTo(-3_600_000);
        assertThat(hour.nextEnd(nine)).isEqualTo(nine + 3_600_000);
        assertThat(hour.over(nine, nine + 3_599_999)).isFalse();
        assertThat(hour.over(nine, nine + 3_600_000)).isTrue();
        assertThat(hour.over(nine, Watermark.NONE)).isFalse();
    }

    static Stream<Arguments> times() {
        long time = Instant.parse("2026-11-23T09:00:00.123Z").toEpochMilli();
        return Stream.of(
                argumentSet("milliseconds", time, time),
                argumentSet("milliseconds as text", Long.toString(time), time),
                argumentSet("ISO-8601 in UTC", "2026-11-23T09:00:00.123Z", time),
                argumentSet("ISO-8601 with an offset", "2026-11-23T10:00:00.123+01:00", time),
                argumentSet("without a zone", "2026-11-23T09:00:00.123", EventTime.NONE),
                argumentSet("negative", -1L, EventTime.NONE),
                argumentSet("after the year 9999", 253_402_300_800_000L, EventTime.NONE),
                argumentSet("no time", "yesterday at nine o'clock", EventTime.NONE),
                argumentSet("nothing", null, EventTime.NONE));
    }

    @ParameterizedTest
    @MethodSource("times")
    void readsTimesOfEvents(Object value, long expected) {
        FieldSet set = new FieldSet();
        int field = set.add(FieldPath.parse("t"));
        FieldValues values = new FieldValues(1);
        Map<String, Object> event = new HashMap<>();
        event.put("t", value);
        new FieldReader(set).read(event, values);

        assertThat(EventTime.of(values, field)).isEqualTo(expected);
    }
}
