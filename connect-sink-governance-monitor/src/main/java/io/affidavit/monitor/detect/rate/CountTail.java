/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.rate;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Tail probabilities of a count whose mean and variance are known: Poisson where the variance does not exceed the mean, else
 * negative binomial with the same moments, since event counts scatter more than Poisson's (Anscombe, Biometrika 36, 1949).
 */
final class CountTail {

    private final double mean;
    private final double variance;

    CountTail(double mean, double variance) {
        this.mean = mean;
        this.variance = variance;
    }

    /** Probability of {@code count} or more. */
    double atLeast(long count) {
        if (count <= 0) {
            return 1;
        }
        if (mean <= 0) {
            return 0;
        }
        // sizes of a negative binomial beyond this are a Poisson to all digits that matter
        double size = mean * mean / (variance - mean);
        if (!(variance > mean) || size > 1e9) {
            return PoissonDistribution.of(mean).survivalProbability((int) Math.min(count - 1, Integer.MAX_VALUE));
        }
        return BetaDistribution.of((double) count, size).cumulativeProbability(mean / (mean + size));
    }

    /** Probability of {@code count} or less. */
    double atMost(long count) {
        return 1 - atLeast(count + 1);
    }
}
