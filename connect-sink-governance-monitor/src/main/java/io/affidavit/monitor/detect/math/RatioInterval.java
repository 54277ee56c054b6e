/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.math;

/**
 * Confidence interval of a ratio of two proportions by the log method (Katz, Baptista, Azen and Pike 1978, Biometrics 34,
 * 469-474).
 *
 * @param low lower limit
 * @param high upper limit
 */
public record RatioInterval(double low, double high) {

    /**
     * The interval of (a/n) / (b/m). Where a or b is 0, or all succeed on both sides, a half is added to every cell of the
     * 2x2 table, so that the logarithm and its variance exist (Haldane 1956; Anscombe 1956).
     *
     * @param confidence for example 0.95
     */
    public static RatioInterval of(long a, long n, long b, long m, double confidence) {
        double half = a == 0 || b == 0 || (a == n && b == m) ? 0.5 : 0;
        double successes = a + half;
        double trials = n + 2 * half;
        double otherSuccesses = b + half;
        double otherTrials = m + 2 * half;
        double log = Math.log(successes / trials) - Math.log(otherSuccesses / otherTrials);
        double variance = 1 / successes - 1 / trials + 1 / otherSuccesses - 1 / otherTrials;
        double reach = Significance.normalQuantile(1 - confidence) * Math.sqrt(variance);
        return new RatioInterval(Math.exp(log - reach), Math.exp(log + reach));
    }
}
