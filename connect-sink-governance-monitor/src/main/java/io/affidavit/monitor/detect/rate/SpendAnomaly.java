/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.rate;

import static io.affidavit.monitor.detect.Inputs.require;

import io.affidavit.monitor.detect.Answers;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Detector;
import io.affidavit.monitor.detect.Inputs;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.StateKind;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Statistics;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Amounts per window (cost, tokens times price) against their own past.
 *
 * <p>Amounts are judged on the logarithm of 1 + amount/unit, where the heavy right tail of spending is close to symmetric
 * and a ratio is a distance. The baseline is a fading mean and variance there; the tail probability is that of Student's t
 * with as many degrees of freedom as the fading window has, so that a short past is not trusted too much (Gosset 1908). An alert also
 * takes a ratio of at least {@code ratio} to the baseline. A window that alerts teaches the baseline only up to that ratio.
 *
 * <p>Spending of many dependent steps has tails heavier than any of this: expect more alerts than {@code significance} says
 * where single calls make up most of a window's spend.
 *
 * <p>State: 34 bytes. Cannot be merged: add the amounts of partial windows before they are judged.
 */
public final class SpendAnomaly implements Detector {

    /**
     * What counts as anomalous.
     *
     * @param unit smallest amount that matters; amounts far below it count as nothing
     * @param lambda weight of the newest window in the baseline, in (0, 1)
     * @param learn windows before anything is judged
     * @param significance two-sided tail probability below which an amount is no chance
     * @param ratio ratio to the baseline from which to alert, above 1
     */
    public record Config(double unit, double lambda, int learn, double significance, double ratio) {

        public Config {
            require(unit > 0 && Inputs.usable(unit), "a positive unit");
            require(lambda > 0 && lambda < 1, "a lambda between 0 and 1");
            require(learn >= 5, "at least 5 windows to learn from");
            require(significance > 0 && significance < 1, "a significance between 0 and 1");
            require(ratio > 1 && Inputs.usable(ratio), "a ratio above 1");
        }

        /** Lambda .05, 24 windows, significance .0002, ratio 2, in the given unit. */
        public static Config in(double unit) {
            return new Config(unit, .05, 24, .0002, 2);
        }
    }

    private static final int VERSION = 1;

    private final Config config;
    private final Baseline baseline;
    private long refused;

    public SpendAnomaly(Config config) {
        this.config = config;
        this.baseline = new Baseline(config.lambda());
    }

    /** Judges the amount of the window that just ended, then learns from it. A negative or infinite amount is refused. */
    public Assessment add(double amount) {
        if (!(amount >= 0) || !Inputs.usable(amount) || !Inputs.usable(amount / config.unit())) {
            refused++;
            return insufficient();
        }
        double level = StrictMath.log1p(amount / config.unit());
        if (baseline.count() < config.learn()) {
            baseline.add(level);
            return insufficient();
        }
        double distance = level - baseline.mean();
        double p = p(distance);
        double limit = StrictMath.log(config.ratio());
        boolean alert = p < config.significance() && Math.abs(distance) >= limit;
        baseline.add(alert ? baseline.mean() + Math.copySign(limit, distance) : level);
        Statistics statistics = Statistics.of("spend_ratio", StrictMath.exp(distance), config.ratio(), 1)
                .against(baseline.count() - 1)
                .significant(p);
        return Answers.of(alert, false, List.of(statistics));
    }

    private double p(double distance) {
        double spread = Math.sqrt(baseline.predictiveVariance());
        if (spread == 0) {
            return distance == 0 ? 1 : 0;
        }
        return 2 * TDistribution.of(baseline.effective() - 1).survivalProbability(Math.abs(distance) / spread);
    }

    private InsufficientSample insufficient() {
        return new InsufficientSample(Math.min(baseline.count(), config.learn()), config.learn());
    }

    @Override
    public void reset() {
        baseline.clear();
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public void save(StateWriter writer) {
        baseline.save(writer.begin(StateKind.SPEND_ANOMALY, VERSION).writeLong(refused));
    }

    public static SpendAnomaly restore(Config config, StateReader reader) {
        SpendAnomaly restored = new SpendAnomaly(config);
        reader.begin(StateKind.SPEND_ANOMALY, VERSION);
        restored.refused = reader.readCount();
        restored.baseline.restore(reader);
        return restored;
    }

    @Override
    public long stateBytes() {
        return 2 + Long.BYTES + Baseline.stateBytes();
    }
}
