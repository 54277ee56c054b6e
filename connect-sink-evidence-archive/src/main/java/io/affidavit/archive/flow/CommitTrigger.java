/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import java.time.Clock;
import java.time.Duration;

/**
 * Says when a batch is due. Tasks commit on one grid each, shifted against each other, because commits that meet have to
 * retry: 64 staggered tasks commit in a fifth of a second, 16 at once in four.
 */
public final class CommitTrigger {

    // The golden ratio for whole numbers: connectors whose names differ in one letter get phases far apart.
    private static final int GOLDEN_INT = 0x9E3779B9;

    private final long intervalMillis;
    private final long phaseMillis;
    private final long maxRecords;
    private final long maxBytes;
    private final Clock clock;
    private long dueAt;

    /**
     * @param connector its name, which decides when in the interval its first task commits
     * @param share from 0 to 1: how far behind the first task this one commits, as a share of the interval
     */
    public CommitTrigger(
            Duration interval, String connector, double share, long maxRecords, long maxBytes, Clock clock) {
        this.intervalMillis = interval.toMillis();
        this.phaseMillis = (long) (intervalMillis * ((phase(connector) + share) % 1.0));
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
        this.clock = clock;
        rearm();
    }

    private static double phase(String connector) {
        return Integer.toUnsignedLong(connector.hashCode() * GOLDEN_INT) / (double) (1L << 32);
    }

    /** Whether a batch of this size is due. */
    boolean isDue(long records, long bytes) {
        return records >= maxRecords || bytes >= maxBytes || clock.millis() >= dueAt;
    }

    /** Milliseconds until a batch of any size is due; at least one. */
    long millisLeft() {
        return Math.max(1, dueAt - clock.millis());
    }

    /** Begins the next interval. */
    void rearm() {
        long now = clock.millis();
        dueAt = Math.floorDiv(now - phaseMillis, intervalMillis) * intervalMillis + intervalMillis + phaseMillis;
    }
}
