/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.throttle;

/**
 * A token bucket that holds one second's worth. What is taken may exceed it, since the size of a page is known only once it
 * is read; the debt is then waited for.
 */
final class TokenBucket {

    private static final long SECOND = 1_000_000_000;

    private final long perSecond;
    /** When the bucket was, or will be, empty, in nanoseconds of {@link System#nanoTime}. */
    private long emptyAt;

    /** @param perSecond 0 for a bucket that is never empty */
    TokenBucket(long perSecond, long now) {
        this.perSecond = perSecond;
        this.emptyAt = now - SECOND;
    }

    /** Nanoseconds until something may be taken again. */
    long nanosToWait(long now) {
        return perSecond == 0 ? 0 : Math.max(0, emptyAt - now);
    }

    void take(long tokens, long now) {
        if (perSecond > 0) {
            long full = now - SECOND;
            emptyAt = Math.max(emptyAt, full) + (long) ((double) tokens / perSecond * SECOND);
        }
    }
}
