/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.window;

import java.time.Duration;

/** The length of tumbling windows of event time, which begin at whole multiples of it since 1970-01-01T00:00Z. */
public record WindowSize(long millis) {

    public WindowSize {
        if (millis <= 0) {
            throw new IllegalArgumentException("Cannot make windows: their size is not positive. Give a duration.");
        }
    }

    public static WindowSize of(Duration size) {
        return new WindowSize(size.toMillis());
    }

    /** Where the window begins that holds a time; times are milliseconds since 1970. */
    public long start(long time) {
        return Math.floorDiv(time, millis) * millis;
    }

    /** Where a window ends, exclusive. */
    public long end(long start) {
        return start + millis;
    }

    /** The first end of a window after a time. */
    public long nextEnd(long time) {
        return end(start(time));
    }

    /** Whether the window that holds a time is over. */
    public boolean over(long time, long watermark) {
        return watermark != Watermark.NONE && end(start(time)) <= watermark;
    }
}
