/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.metrics;

import java.util.Arrays;

/** How long the latest commits took, in milliseconds; 0 before the first. Safe for concurrent use. */
public final class CommitTimes {

    private static final int WINDOW = 128;

    private final long[] window = new long[WINDOW];
    private long count;

    /** Takes one down. */
    public synchronized void add(long millis) {
        window[(int) (count++ % WINDOW)] = millis;
    }

    synchronized double last() {
        return count == 0 ? 0 : window[(int) ((count - 1) % WINDOW)];
    }

    double max() {
        return percentile(1.0);
    }

    /** The time that {@code share} of the latest 128 commits did not exceed. */
    synchronized double percentile(double share) {
        int filled = (int) Math.min(count, WINDOW);
        if (filled == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(window, filled);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(filled * share) - 1];
    }
}
