/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.stream;

import static io.affidavit.monitor.detect.Inputs.require;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Inputs;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateKind;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.StreamDetector;

/**
 * The EWMA control chart: a fading mean held against limits around a baseline (Roberts, "Control Chart Tests Based on
 * Geometric Moving Averages", Technometrics 1, 1959; Lucas and Saccucci, Technometrics 32, 1990).
 *
 * <pre>
 *   z(0) = mean      z(i) = lambda x(i) + (1 - lambda) z(i-1)
 *   limits at i: mean ± L sigma sqrt(lambda / (2 - lambda) (1 - (1 - lambda)^2i))
 * </pre>
 *
 * <p>The limits are the exact, time-varying ones. The baseline is either given, or learned from the first values, which
 * cannot detect anything; it then stays, and a value outside the limits starts z afresh from it. The chart assumes values
 * that do not depend on each other: on correlated ones it alarms more often than its tables say.
 *
 * <p>State: 75 bytes. Cannot be merged: its answer depends on the order of values.
 */
public final class EwmaChart implements StreamDetector {

    /**
     * The chart's shape.
     *
     * @param lambda weight of the newest value, in (0, 1]
     * @param width L, the limits' distance in standard deviations of z
     * @param learn how many values make the baseline, at least 2; 0 where it is given
     * @param mean the given baseline's mean, unused where it is learned
     * @param sigma the given baseline's standard deviation, unused where it is learned
     */
    public record Config(double lambda, double width, int learn, double mean, double sigma) {

        public Config {
            require(lambda > 0 && lambda <= 1, "a lambda above 0 and up to 1");
            require(width > 0 && Inputs.usable(width), "a positive width");
            require(learn == 0 || learn >= 2, "at least 2 values to learn from");
            require(Inputs.usable(mean), "a finite mean");
            require(learn > 0 || (sigma > 0 && Inputs.usable(sigma)), "a positive sigma");
        }

        /** A baseline learned from so many values. */
        public static Config learning(double lambda, double width, int learn) {
            require(learn >= 2, "at least 2 values to learn from");
            return new Config(lambda, width, learn, 0, 0);
        }

        /** A given baseline. */
        public static Config known(double lambda, double width, double mean, double sigma) {
            return new Config(lambda, width, 0, mean, sigma);
        }

        /** Lambda .2, L 3, a baseline from 200 values. */
        public static Config defaults() {
            return learning(.2, 3, 200);
        }
    }

    private static final int VERSION = 1;

    private final Config config;
    private long learned;
    private long refused;
    private boolean detected;
    private double mean;
    private double squares;
    private double sigma;
    private double level;
    private double fading = 1;
    private double last;
    private double bound;

    public EwmaChart(Config config) {
        this.config = config;
        start();
    }

    private void start() {
        learned = 0;
        mean = config.learn() > 0 ? 0 : config.mean();
        sigma = config.learn() > 0 ? 0 : config.sigma();
        squares = 0;
        detected = false;
        last = 0;
        bound = 0;
        restart();
    }

    private void restart() {
        level = mean;
        fading = 1;
    }

    @Override
    public boolean update(double value) {
        if (!Inputs.usable(value)) {
            refused++;
            return false;
        }
        detected = false;
        if (learned < config.learn()) {
            learn(value);
            return false;
        }
        double keep = 1 - config.lambda();
        // in this form a constant stream stays exactly on its mean
        level += config.lambda() * (value - level);
        fading *= keep * keep;
        bound = config.width() * sigma * Math.sqrt(config.lambda() / (2 - config.lambda()) * (1 - fading));
        last = level;
        detected = Math.abs(level - mean) > bound;
        if (detected) {
            restart();
        }
        return detected;
    }

    private void learn(double value) {
        learned++;
        double distance = value - mean;
        mean += distance / learned;
        squares += distance * (value - mean);
        sigma = learned < 2 ? 0 : Math.sqrt(squares / (learned - 1));
        restart();
    }

    /** The baseline's mean; what it is so far while it is learned. */
    public double mean() {
        return mean;
    }

    /** The baseline's standard deviation; what it is so far while it is learned. */
    public double sigma() {
        return sigma;
    }

    /** z after the latest value. */
    public double level() {
        return last;
    }

    /** Distance of either limit from the baseline's mean, at the latest value. */
    public double bound() {
        return bound;
    }

    @Override
    public Assessment assess() {
        if (learned < config.learn()) {
            return new InsufficientSample(learned, config.learn());
        }
        Statistics statistics = Statistics.of("ewma", last - mean, bound, 1).against(learned);
        return detected ? new Alert(statistics) : new Normal(statistics);
    }

    @Override
    public void reset() {
        start();
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public void save(StateWriter writer) {
        writer.begin(StateKind.EWMA_CHART, VERSION)
                .writeLong(learned)
                .writeLong(refused)
                .writeBoolean(detected)
                .writeDouble(mean)
                .writeDouble(squares)
                .writeDouble(sigma)
                .writeDouble(level)
                .writeDouble(fading)
                .writeDouble(last)
                .writeDouble(bound);
    }

    public static EwmaChart restore(Config config, StateReader reader) {
        EwmaChart restored = new EwmaChart(config);
        reader.begin(StateKind.EWMA_CHART, VERSION);
        restored.learned = reader.readCount();
        restored.refused = reader.readCount();
        restored.detected = reader.readBoolean();
        restored.mean = reader.readFinite();
        restored.squares = reader.readFinite();
        restored.sigma = reader.readFinite();
        restored.level = reader.readFinite();
        restored.fading = reader.readFinite();
        restored.last = reader.readFinite();
        restored.bound = reader.readFinite();
        if (restored.learned > config.learn()) {
            throw reader.invalid("it learned from more values than configured");
        }
        return restored;
    }

    @Override
    public long stateBytes() {
        return 2 + 2 * Long.BYTES + 1 + 7 * Double.BYTES;
    }
}
