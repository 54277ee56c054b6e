/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.rate;

import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;

/**
 * A fading mean and variance: plain for the first 1/lambda values, so that no single one dominates, then with weight lambda
 * for each new one (West, "Updating Mean and Variance Estimates", CACM 22, 1979, with fixed weights).
 */
final class Baseline {

    private final double lambda;
    private long count;
    private double mean;
    private double variance;

    Baseline(double lambda) {
        this.lambda = lambda;
    }

    void add(double value) {
        count++;
        double weight = Math.max(lambda, 1.0 / count);
        double distance = value - mean;
        mean += weight * distance;
        variance = (1 - weight) * (variance + weight * distance * distance);
    }

    long count() {
        return count;
    }

    double mean() {
        return mean;
    }

    /** How many values with equal weight would know as much: (2 - lambda)/lambda, or fewer at first; at least 2. */
    double effective() {
        return Math.max(2, Math.min((double) count, (2 - lambda) / lambda));
    }

    /** Variance of a next value: the values' own and that of the mean. */
    double predictiveVariance() {
        double effective = effective();
        return variance * effective / (effective - 1) * (1 + 1 / effective);
    }

    void clear() {
        count = 0;
        mean = 0;
        variance = 0;
    }

    void save(StateWriter writer) {
        writer.writeLong(count).writeDouble(mean).writeDouble(variance);
    }

    void restore(StateReader reader) {
        count = reader.readCount();
        mean = reader.readFinite();
        variance = reader.readFinite();
        if (variance < 0) {
            throw reader.invalid("its variance is negative");
        }
    }

    static long stateBytes() {
        return Long.BYTES + 2 * Double.BYTES;
    }
}
