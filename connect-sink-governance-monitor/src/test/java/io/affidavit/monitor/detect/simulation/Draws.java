/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.simulation;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Distributions that simulated streams are drawn from. */
final class Draws {

    static final ToDoubleFunction<SplittableRandom> UNIFORM = SplittableRandom::nextDouble;
    static final ToDoubleFunction<SplittableRandom> NORMAL = SplittableRandom::nextGaussian;
    static final ToDoubleFunction<SplittableRandom> EXPONENTIAL = SplittableRandom::nextExponential;

    private Draws() {}

    static ToDoubleFunction<SplittableRandom> bits(double share) {
        return random -> random.nextDouble() < share ? 1 : 0;
    }

    static ToDoubleFunction<SplittableRandom> shifted(double shift) {
        return random -> shift + random.nextGaussian();
    }

    static ToDoubleFunction<SplittableRandom> lognormal(double factor, double sigma) {
        return random -> factor * Math.exp(sigma * random.nextGaussian());
    }

    /** Counts of independent events. */
    static long poisson(SplittableRandom random, double mean) {
        long events = 0;
        for (double time = random.nextExponential(); time < mean; time += random.nextExponential()) {
            events++;
        }
        return events;
    }

    /** Counts whose mean changes from window to window: negative binomial of variance mean + mean^2 / shape. */
    static long scattered(SplittableRandom random, double mean, int shape) {
        double gamma = 0;
        for (int i = 0; i < shape; i++) {
            gamma += random.nextExponential();
        }
        return poisson(random, mean * gamma / shape);
    }
}
