/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a refused commit waits before its next attempt, and how long it may go on.
 *
 * @param first wait after the first refusal; doubles with each, up to {@code longest}
 * @param budget time after which the commit is deferred
 */
public record Backoff(Duration first, Duration longest, Duration budget, RandomGenerator random) {

    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** The one that commits use, for at most {@code budget}. */
    public static Backoff within(Duration budget) {
        return new Backoff(FIRST_WAIT, LONGEST_WAIT, budget, RandomGenerator.getDefault());
    }

    /** Milliseconds to wait after {@code refusals} refusals: half of it fixed, half at random, so that rivals part. */
    public long waitMillis(int refusals) {
        long doubled = first.toMillis() << Math.min(refusals - 1, 20);
        long wait = Math.min(Math.max(doubled, 1), longest.toMillis());
        return wait / 2 + random.nextLong(wait / 2 + 1);
    }

    /** Waits; returns false, with the thread's interrupt kept, when interrupted. */
    public static boolean slept(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
