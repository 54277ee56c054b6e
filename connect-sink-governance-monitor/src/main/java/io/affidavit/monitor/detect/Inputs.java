/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

/** Which numbers detectors take. */
public final class Inputs {

    /** Beyond this, squares and sums of values could overflow and poison a state for ever. */
    private static final double LARGEST = 1e100;

    private Inputs() {}

    /** Whether the value is a number that can be summed and squared without overflow. */
    public static boolean usable(double value) {
        // false for NaN as well
        return Math.abs(value) <= LARGEST;
    }

    /** Refuses a configuration. */
    public static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("Cannot configure detector: it takes " + rule + ". Correct the value.");
        }
    }
}
