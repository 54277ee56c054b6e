/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.window;

import java.time.Duration;

/**
 * How far the event time of one partition has come: the latest event time seen, less the lateness that is waited for. It
 * only grows, and it depends on the records alone, so that reading them again moves it in the same way.
 *
 * <p>An event that claims to be from far in the future must not end all windows. What is the future cannot be asked of a
 * clock, which would say something else on the next reading; it is asked of the record's own Kafka timestamp.
 */
public final class Watermark {

    /** Before any event. */
    public static final long NONE = Long.MIN_VALUE;

    private final long latenessMillis;
    private final long aheadMillis;
    private long latest = NONE;

    /**
     * @param lateness how long to wait for events that come out of order
     * @param ahead how far an event time may be after the timestamp of its record
     */
    public Watermark(Duration lateness, Duration ahead) {
        this.latenessMillis = lateness.toMillis();
        this.aheadMillis = ahead.toMillis();
    }

    /**
     * Takes an event time.
     *
     * @param eventTime milliseconds since 1970
     * @param recordTime the record's Kafka timestamp; null where it has none, which stands for any
     * @return false for a time too far ahead, which moves nothing
     */
    public boolean advance(long eventTime, Long recordTime) {
        if (recordTime != null && eventTime - aheadMillis > recordTime) {
            return false;
        }
        latest = Math.max(latest, eventTime);
        return true;
    }

    /** Milliseconds since 1970 before which windows are over; {@link #NONE} before any event. */
    public long time() {
        return latest == NONE ? NONE : latest - latenessMillis;
    }

    /** The latest event time taken; {@link #NONE} before any event. */
    public long latest() {
        return latest;
    }

    /** Goes on where another stood, given its {@link #latest}. */
    public void resume(long latestSeen) {
        latest = latestSeen;
    }
}
