/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Decides the event time a row is partitioned by. A time outside the bounds is replaced by the time of ingestion, with a
 * note: a row from 1970 would expire at once, one from 2099 never.
 */
public final class EventTimes {

    /** @param anomaly null when the event's own time was used */
    record Stamp(long micros, String anomaly) {}

    private static final long MICROS_PER_MILLI = 1_000L;

    private final String field;
    private final List<String> path;
    private final long maxLatenessMicros;
    private final long maxSkewMicros;
    private final Clock clock;

    /**
     * @param field name of the value's field that holds the event time; dots lead into nested fields
     * @param maxLateness how far an event may lie before now
     * @param maxSkew how far it may lie after now
     */
    public EventTimes(String field, Duration maxLateness, Duration maxSkew, Clock clock) {
        this.field = field;
        this.path = List.of(field.split("\\."));
        this.maxLatenessMicros = Math.multiplyExact(maxLateness.toMillis(), MICROS_PER_MILLI);
        this.maxSkewMicros = Math.multiplyExact(maxSkew.toMillis(), MICROS_PER_MILLI);
        this.clock = clock;
    }

    /**
     * The time of a record.
     *
     * @param structured its value as Struct or Map
     * @param recordTimestamp milliseconds since the epoch, or null
     * @throws Rejection when the field holds no time
     */
    Stamp stamp(Object structured, Long recordTimestamp) {
        long now = clock.millis() * MICROS_PER_MILLI;
        Object raw = structured;
        for (String name : path) {
            raw = Values.field(raw, name);
        }
        if (raw == null) {
            return new Stamp(ingested(recordTimestamp, now), "event_time_missing");
        }
        long micros = Times.toMicros(raw, true, field);
        if (isWithin(micros, now)) {
            return new Stamp(micros, null);
        }
        return new Stamp(
                ingested(recordTimestamp, now), "event_time_clamped:" + Math.floorDiv(micros, MICROS_PER_MILLI));
    }

    /** When the record was ingested: its timestamp if that is plausible, else now. Microseconds. */
    public long ingested(Long recordTimestamp) {
        return ingested(recordTimestamp, clock.millis() * MICROS_PER_MILLI);
    }

    private long ingested(Long recordTimestamp, long now) {
        if (recordTimestamp == null || Math.abs(recordTimestamp) > Long.MAX_VALUE / MICROS_PER_MILLI) {
            return now;
        }
        long micros = recordTimestamp * MICROS_PER_MILLI;
        return isWithin(micros, now) ? micros : now;
    }

    private boolean isWithin(long micros, long now) {
        return micros >= now - maxLatenessMicros && micros <= now + maxSkewMicros;
    }
}
