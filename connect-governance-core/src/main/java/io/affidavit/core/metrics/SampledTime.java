/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.metrics;

/**
 * Counts how long a short step takes by measuring the first run, and then one in sixteen for all of these: to ask for the time twice
 * takes as long as a hundredth of a record's way through a chain. Safe for use by many threads, which may measure a little more or
 * less often then.
 */
public final class SampledTime {

    static final int EVERY = 16;
    private static final long UNMEASURED = 0;

    private final Meter nanos;
    private int runs;

    /** @param nanos takes nanoseconds */
    public SampledTime(Meter nanos) {
        this.nanos = nanos;
    }

    /** Begins a run; the answer is for {@link #end}. */
    public long begin() {
        return runs++ % EVERY == 0 ? System.nanoTime() : UNMEASURED;
    }

    public void end(long begun) {
        if (begun != UNMEASURED) {
            nanos.add((System.nanoTime() - begun) * (runs == 1 ? 1 : EVERY));
        }
    }
}
