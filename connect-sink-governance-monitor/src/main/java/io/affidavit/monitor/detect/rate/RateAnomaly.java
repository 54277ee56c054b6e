/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.rate;

import static io.affidavit.monitor.detect.Inputs.require;

import io.affidavit.monitor.detect.Answers;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Detector;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.StateKind;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Statistics;
import java.util.List;

/**
 * Counts per window (requests, tokens, denials) against their own past.
 *
 * <p>The baseline is a fading mean and variance of past counts; a new count is judged by its tail probability under a
 * negative binomial with these moments. That keeps small counts honest, where a normal approximation alarms at
 * every burst of three, and allows for the extra scatter of real traffic, which a Poisson would not. An alert also takes a
 * ratio to the mean of at least {@code ratio} (or its inverse): a busy system's count can be significantly, yet not
 * materially, off. A count that alerts teaches the baseline only up to its ratio, so that a flood does not become normal at once; a
 * lasting change does, within a few times 1/lambda windows.
 *
 * <p>It knows no season: compare like windows (an hour of the week each with a detector of its own) where traffic has a
 * daily course.
 *
 * <p>State: 34 bytes. Cannot be merged: add the counts of partial windows before they are judged.
 */
public final class RateAnomaly implements Detector {

    /**
     * What counts as anomalous.
     *
     * @param lambda weight of the newest window in the baseline, in (0, 1)
     * @param learn windows before anything is judged
     * @param significance two-sided tail probability below which a count is no chance
     * @param ratio ratio to the baseline's mean from which to alert, above 1
     */
    public record Config(double lambda, int learn, double significance, double ratio) {

        public Config {
            require(lambda > 0 && lambda < 1, "a lambda between 0 and 1");
            require(learn >= 5, "at least 5 windows to learn from");
            require(significance > 0 && significance < 1, "a significance between 0 and 1");
            require(ratio > 1, "a ratio above 1");
        }

        /** Lambda .05, 24 windows, significance .0002, ratio 2. */
        public static Config defaults() {
            return new Config(.05, 24, .0002, 2);
        }
    }

    private static final int VERSION = 1;

    /** Counts beyond this are refused: sums of their squares would lose whole units. */
    private static final long LARGEST = 1L << 50;

    private final Config config;
    private final Baseline baseline;
    private long refused;

    public RateAnomaly(Config config) {
        this.config = config;
        this.baseline = new Baseline(config.lambda());
    }

    /** Judges the count of the window that just ended, then learns from it. A negative or absurd count is refused. */
    public Assessment add(long count) {
        if (count < 0 || count > LARGEST) {
            refused++;
            return insufficient();
        }
        if (baseline.count() < config.learn()) {
            baseline.add((double) count);
            return insufficient();
        }
        // a past of zeros does not make the first event impossible: it says less than one in so many windows
        double mean = Math.max(baseline.mean(), 1 / baseline.effective());
        CountTail tail = new CountTail(mean, baseline.predictiveVariance());
        double p = Math.min(1, 2 * Math.min(tail.atLeast(count), tail.atMost(count)));
        double ratio = count / mean;
        boolean alert = p < config.significance() && (ratio >= config.ratio() || ratio <= 1 / config.ratio());
        baseline.add(
                alert
                        ? Math.max(mean / config.ratio(), Math.min((double) count, mean * config.ratio()))
                        : (double) count);
        Statistics statistics = Statistics.of("rate_ratio", ratio, config.ratio(), count)
                .against(baseline.count() - 1)
                .significant(p);
        return Answers.of(alert, false, List.of(statistics));
    }

    private InsufficientSample insufficient() {
        return new InsufficientSample(Math.min(baseline.count(), config.learn()), config.learn());
    }

    /** The baseline's mean count. */
    public double mean() {
        return baseline.mean();
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
        baseline.save(writer.begin(StateKind.RATE_ANOMALY, VERSION).writeLong(refused));
    }

    public static RateAnomaly restore(Config config, StateReader reader) {
        RateAnomaly restored = new RateAnomaly(config);
        reader.begin(StateKind.RATE_ANOMALY, VERSION);
        restored.refused = reader.readCount();
        restored.baseline.restore(reader);
        return restored;
    }

    @Override
    public long stateBytes() {
        return 2 + Long.BYTES + Baseline.stateBytes();
    }
}
