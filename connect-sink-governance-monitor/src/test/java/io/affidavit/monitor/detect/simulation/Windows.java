/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.simulation;

import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.drift.Bins;
import io.affidavit.monitor.detect.drift.CategoricalDrift;
import io.affidavit.monitor.detect.drift.NumericDrift;
import io.affidavit.monitor.detect.drift.QuantileShift;
import io.affidavit.monitor.detect.fairness.FairnessProfile;
import io.affidavit.monitor.detect.fairness.ImpactRatio;
import io.affidavit.monitor.detect.fairness.ScoringRate;
import io.affidavit.monitor.detect.rate.RateAnomaly;
import io.affidavit.monitor.detect.rate.SpendAnomaly;
import io.affidavit.monitor.detect.version.VersionChange;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** One window of each kind, drawn and judged: the same whether it changed or not. */
final class Windows {

    private static final int REFERENCE = 2_000;
    private static final double[] SHARES = {.4, .3, .15, .1, .05};

    private Windows() {}

    /** A window of {@code n} values against the deciles of 2,000 standard normal ones. */
    static Assessment numeric(
            SplittableRandom random, NumericDrift.Measure measure, int n, ToDoubleFunction<SplittableRandom> values) {
        double[] past = new double[REFERENCE];
        for (int i = 0; i < past.length; i++) {
            past[i] = random.nextGaussian();
        }
        Bins deciles = Bins.ofQuantiles(past, 10);
        NumericDrift.Config config = measure == NumericDrift.Measure.PSI
                ? NumericDrift.Config.psi(deciles)
                : NumericDrift.Config.jensenShannon(deciles);
        NumericDrift reference = new NumericDrift(config);
        for (double value : past) {
            reference.add(value);
        }
        NumericDrift window = new NumericDrift(config);
        for (int i = 0; i < n; i++) {
            window.add(values.applyAsDouble(random));
        }
        return window.assess(reference);
    }

    /** A window of five categories of which the first gave {@code moved} of its share to the second. */
    static Assessment categorical(SplittableRandom random, int n, double moved) {
        CategoricalDrift reference = new CategoricalDrift(CategoricalDrift.Config.defaults());
        CategoricalDrift window = new CategoricalDrift(CategoricalDrift.Config.defaults());
        for (int i = 0; i < REFERENCE; i++) {
            reference.add(category(random, 0));
        }
        for (int i = 0; i < n; i++) {
            window.add(category(random, moved));
        }
        return window.assess(reference);
    }

    private static String category(SplittableRandom random, double moved) {
        double place = random.nextDouble();
        if (place < moved) {
            return "c1";
        }
        int category = 0;
        for (double end = SHARES[0]; place > end && category < SHARES.length - 1; end += SHARES[category]) {
            category++;
        }
        return "c" + category;
    }

    /** A window of log-normal values times {@code factor} against 4,000. */
    static Assessment quantiles(SplittableRandom random, int n, double factor) {
        QuantileShift reference = new QuantileShift(QuantileShift.Config.defaults());
        QuantileShift window = new QuantileShift(QuantileShift.Config.defaults());
        for (int i = 0; i < 2 * REFERENCE; i++) {
            reference.add(Draws.lognormal(1, .5).applyAsDouble(random));
        }
        for (int i = 0; i < n; i++) {
            window.add(Draws.lognormal(factor, .5).applyAsDouble(random));
        }
        return window.assess(reference);
    }

    /** A window of groups of the given sizes; the first has {@code ratio} of the others' rate. */
    static Assessment impact(SplittableRandom random, double rate, double ratio, int... sizes) {
        ImpactRatio window = new ImpactRatio(ImpactRatio.Config.of(FairnessProfile.FOUR_FIFTHS));
        for (int group = 0; group < sizes.length; group++) {
            double own = group == 0 ? rate * ratio : rate;
            for (int i = 0; i < sizes[group]; i++) {
                window.add("g" + group, random.nextDouble() < own);
            }
        }
        return window.assess();
    }

    /** A window of two groups of {@code n} normal scores; the first lies {@code shift} deviations lower. */
    static Assessment scoring(SplittableRandom random, int n, double shift) {
        ScoringRate window = new ScoringRate(ScoringRate.Config.of(FairnessProfile.NYC_LL144));
        for (int i = 0; i < n; i++) {
            window.add("g0", 600 - 80 * shift + 80 * random.nextGaussian());
            window.add("g1", 600 + 80 * random.nextGaussian());
        }
        return window.assess();
    }

    /** Five hundred decisions of a new version whose rate changed from .3, and its scores by a shift, against the old one's. */
    static Assessment version(SplittableRandom random, double rateChange, double scoreShift) {
        VersionChange detector = new VersionChange(
                VersionChange.Config.of(Bins.between(-1.28, -.84, -.52, -.25, 0, .25, .52, .84, 1.28)));
        for (int i = 0; i < 500; i++) {
            detector.add("v1", random.nextDouble() < .3, random.nextGaussian());
        }
        for (int i = 0; i < 499; i++) {
            detector.add("v2", random.nextDouble() < .3 + rateChange, scoreShift + random.nextGaussian());
        }
        return detector.add("v2", random.nextDouble() < .3 + rateChange, scoreShift + random.nextGaussian())
                .orElseThrow();
    }

    /** A count of {@code factor} times the mean, after a hundred windows of it. */
    static Assessment rate(SplittableRandom random, double mean, double factor) {
        RateAnomaly detector = new RateAnomaly(RateAnomaly.Config.defaults());
        for (int i = 0; i < 100; i++) {
            detector.add(Draws.scattered(random, mean, 10));
        }
        return detector.add(Draws.scattered(random, mean * factor, 10));
    }

    /** An amount of {@code factor} times the usual, after a hundred windows of it. */
    static Assessment spend(SplittableRandom random, double sigma, double factor) {
        SpendAnomaly detector = new SpendAnomaly(SpendAnomaly.Config.in(.01));
        for (int i = 0; i < 100; i++) {
            detector.add(Draws.lognormal(50, sigma).applyAsDouble(random));
        }
        return detector.add(Draws.lognormal(50 * factor, sigma).applyAsDouble(random));
    }
}
