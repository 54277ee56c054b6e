/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.math;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.FisherExactTest;

/** Probabilities that a difference is chance. Two-sided throughout. */
public final class Significance {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Below this expected count in any cell the normal approximation is not used (Cochran 1954). */
    private static final double SMALL_CELL = 5;

    private Significance() {}

    /**
     * Two-proportion test of {@code a} of {@code n} against {@code b} of {@code m}: Fisher's exact test where a cell of
     * the 2x2 table is expected below five, the pooled z-test elsewhere.
     *
     * @return the p-value, 1 where all or none succeed on both sides or one side is empty
     */
    public static double ofProportions(long a, long n, long b, long m) {
        return smallCell(a, n, b, m) ? fisher(a, n, b, m) : pooledZ(a, n, b, m);
    }

    /** Whether a cell of the table is expected below five. */
    static boolean smallCell(long a, long n, long b, long m) {
        double share = (double) (a + b) / (n + m);
        double least = Math.min(n, m) * Math.min(share, 1 - share);
        return least < SMALL_CELL && n + m <= Integer.MAX_VALUE;
    }

    /** Fisher's exact test (Fisher 1922), two-sided by summing all tables that are no more likely than this one. */
    public static double fisher(long a, long n, long b, long m) {
        if (n == 0 || m == 0 || a + b == 0 || a + b == n + m) {
            return 1;
        }
        int[][] table = {
            {Math.toIntExact(a), Math.toIntExact(n - a)},
            {Math.toIntExact(b), Math.toIntExact(m - b)}
        };
        return FisherExactTest.withDefaults().test(table).getPValue();
    }

    /** The z-test for two proportions with pooled variance, without continuity correction. */
    public static double pooledZ(long a, long n, long b, long m) {
        return ofNormal(zOfProportions(a, n, b, m));
    }

    /** The statistic of {@link #pooledZ}: 0 where the pooled variance is. */
    public static double zOfProportions(long a, long n, long b, long m) {
        if (n == 0 || m == 0) {
            return 0;
        }
        double share = (double) (a + b) / (n + m);
        double variance = share * (1 - share) * (1.0 / n + 1.0 / m);
        return variance <= 0 ? 0 : ((double) a / n - (double) b / m) / Math.sqrt(variance);
    }

    /** Probability of a standard normal value at least as far from 0. */
    public static double ofNormal(double z) {
        return Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(z)));
    }

    /** How far from 0 a standard normal value lies with this two-sided probability or less. */
    public static double normalQuantile(double twoSided) {
        return NORMAL.inverseSurvivalProbability(twoSided / 2);
    }

    /** Probability that a chi-square value with so many degrees of freedom reaches {@code statistic}. */
    public static double ofChiSquare(double statistic, int degrees) {
        return ChiSquaredDistribution.of(degrees).survivalProbability(statistic);
    }

    /** The value that a chi-square variable with so many degrees of freedom stays below with {@code probability}. */
    public static double chiSquareQuantile(double probability, int degrees) {
        return ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(probability);
    }
}
