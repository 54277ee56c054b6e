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
 * The Page-Hinkley test: sums how far values lie above (or below) the mean so far, less a tolerance, and detects when the
 * sum has risen by lambda from its lowest point (Page, "Continuous Inspection Schemes", Biometrika 41, 1954; Hinkley 1971).
 *
 * <p>Follows river from 0.13 to 0.26 value by value: sums fade by alpha, both directions keep sums of their own, a detection
 * starts afresh with the next value. {@code lambda} is in the unit of the values times their number: divide values by
 * their usual spread first, or choose it for them.
 *
 * <p>State: 59 bytes. Cannot be merged: its answer depends on the order of values.
 */
public final class PageHinkley implements StreamDetector {

    /** Which changes of the mean are detected. */
    public enum Direction {
        UP,
        DOWN,
        BOTH
    }

    /**
     * How eager the detector is.
     *
     * @param minValues no detection before so many values
     * @param delta tolerated distance from the mean
     * @param lambda how far the sum must rise
     * @param alpha how much of the sum stays with each value, in (0, 1]
     * @param direction which changes are detected
     */
    public record Config(int minValues, double delta, double lambda, double alpha, Direction direction) {

        public Config {
            require(minValues >= 1, "a smallest number of values of at least 1");
            require(delta >= 0 && Inputs.usable(delta), "a delta that is not negative");
            require(lambda > 0 && Inputs.usable(lambda), "a positive lambda");
            require(alpha > 0 && alpha <= 1, "an alpha above 0 and up to 1");
        }

        /** What river starts with: 30 values, delta .005, lambda 50, alpha .9999, both directions. */
        public static Config defaults() {
            return new Config(30, .005, 50, 1 - .0001, Direction.BOTH);
        }

        public Config with(Direction newDirection) {
            return new Config(minValues, delta, lambda, alpha, newDirection);
        }
    }

    private static final int VERSION = 1;

    private final Config config;
    private long count;
    private long refused;
    private boolean detected;
    private double mean;
    private double above;
    private double lowest;
    private double below;
    private double highest;

    public PageHinkley(Config config) {
        this.config = config;
        forget();
    }

    @Override
    public boolean update(double value) {
        if (!Inputs.usable(value)) {
            refused++;
            return false;
        }
        if (detected) {
            forget();
        }
        count++;
        mean += 1.0 / count * (value - mean);
        double distance = value - mean;
        above = config.alpha() * above + distance - config.delta();
        below = config.alpha() * below + distance + config.delta();
        // the first value sets both marks
        lowest = count == 1 ? above : Math.min(lowest, above);
        highest = count == 1 ? below : Math.max(highest, below);
        detected = count >= config.minValues() && statistic() > config.lambda();
        return detected;
    }

    /** How far the sum of the direction has moved; of both directions the farther. */
    private double statistic() {
        return switch (config.direction()) {
            case UP -> above - lowest;
            case DOWN -> highest - below;
            case BOTH -> Math.max(above - lowest, highest - below);
        };
    }

    @Override
    public Assessment assess() {
        if (count < config.minValues()) {
            return new InsufficientSample(count, config.minValues());
        }
        Statistics statistics = Statistics.of("page_hinkley", statistic(), config.lambda(), count);
        return detected ? new Alert(statistics) : new Normal(statistics);
    }

    /** Mean of the values since the start or the last detection. */
    public double mean() {
        return mean;
    }

    @Override
    public void reset() {
        forget();
    }

    private void forget() {
        count = 0;
        mean = 0;
        above = 0;
        below = 0;
        lowest = 0;
        highest = 0;
        detected = false;
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public void save(StateWriter writer) {
        writer.begin(StateKind.PAGE_HINKLEY, VERSION)
                .writeLong(count)
                .writeLong(refused)
                .writeBoolean(detected)
                .writeDouble(mean)
                .writeDouble(above)
                .writeDouble(lowest)
                .writeDouble(below)
                .writeDouble(highest);
    }

    public static PageHinkley restore(Config config, StateReader reader) {
        PageHinkley restored = new PageHinkley(config);
        reader.begin(StateKind.PAGE_HINKLEY, VERSION);
        restored.count = reader.readCount();
        restored.refused = reader.readCount();
        restored.detected = reader.readBoolean();
        restored.mean = reader.readFinite();
        restored.above = reader.readFinite();
        restored.lowest = reader.readFinite();
        restored.below = reader.readFinite();
        restored.highest = reader.readFinite();
        return restored;
    }

    @Override
    public long stateBytes() {
        return 2 + 2 * Long.BYTES + 1 + 5 * Double.BYTES;
    }
}
