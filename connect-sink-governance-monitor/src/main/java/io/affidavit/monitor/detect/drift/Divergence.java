/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.drift;

/**
 * How far two histograms on the same bins are apart.
 *
 * <p>PSI is the symmetric Kullback-Leibler divergence of Jeffreys (1946) in natural logarithms, as used in credit scoring
 * (Siddiqi, "Credit Risk Scorecards", 2006). The Jensen-Shannon distance is the square root of the divergence of Lin (IEEE
 * Transactions on Information Theory 37, 1991) in base 2, so that it lies between 0 and 1 and is a metric (Endres and
 * Schindelin 2003).
 */
final class Divergence {

    private static final double LN_2 = StrictMath.log(2);

    private Divergence() {}

    /** Sum over bins of (p - q) ln(p / q), shares below {@code floor} raised to it. */
    static double psi(long[] counts, long n, long[] reference, long m, double floor) {
        double sum = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            double p = Math.max((double) counts[bin] / n, floor);
            double q = Math.max((double) reference[bin] / m, floor);
            sum += (p - q) * StrictMath.log(p / q);
        }
        return sum;
    }

    /** Square root of the Jensen-Shannon divergence in bits. */
    static double jensenShannonDistance(long[] counts, long n, long[] reference, long m) {
        double sum = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            double p = (double) counts[bin] / n;
            double q = (double) reference[bin] / m;
            sum += towards((p + q) / 2, p) + towards((p + q) / 2, q);
        }
        // rounding can leave a sum of equal shares just below 0
        return Math.sqrt(Math.max(0, sum / 2 / LN_2));
    }

    private static double towards(double middle, double share) {
        return share == 0 ? 0 : share * StrictMath.log(share / middle);
    }

    /**
     * The PSI that belongs to a Jensen-Shannon distance where both are small: each is a multiple of the same chi-square
     * sum, PSI = 8 ln 2 d^2 to second order.
     */
    static double psiOfDistance(double distance) {
        return 8 * LN_2 * distance * distance;
    }
}
