/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.throttle;

/**
 * How long to leave a busy source alone after a page: as long as the page took, and twice that after each further slow
 * probe, up to sixteen times; half of it after each probe that was not slow.
 */
final class Strain {

    private static final int MOST_TIMES = 16;
    /** However slow the page was, so that reading goes on. */
    private static final long LONGEST_NANOS = 10_000_000_000L;

    private int times;

    /** Takes note of a probe. */
    void probed(boolean slow) {
        times = slow ? Math.min(MOST_TIMES, Math.max(1, 2 * times)) : times / 2;
    }

    boolean isFelt() {
        return times > 0;
    }

    long nanosAfter(long pageNanos) {
        return Math.min(LONGEST_NANOS, times * Math.min(LONGEST_NANOS, pageNanos));
    }
}
