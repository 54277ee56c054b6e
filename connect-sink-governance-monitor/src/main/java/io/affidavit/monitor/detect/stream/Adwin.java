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
 * ADWIN: a window that grows while the mean of a stream stays and shrinks when it changes (Bifet and Gavaldà, "Learning
 * from Time-Changing Data with Adaptive Windowing", SIAM SDM 2007).
 *
 * <p>Every {@code clock} values each boundary between buckets is tried as a cut. A cut holds where the means of the two
 * sides, of n0 and n1 values, differ by more than
 *
 * <pre>
 *   sqrt(2 m v d) + 2/3 d m    with d = ln(2 ln(n0 + n1) / delta), v the variance of the whole window,
 *                              m = 1/(n0 - minWindow + 1) + 1/(n1 - minWindow + 1)
 * </pre>
 *
 * <p>and drops the oldest bucket, until none holds. Which cuts are tried and what is left of the window after a detection
 * differs between implementations; {@link Dialect} names them. The default follows river 0.22 and later, value by value.
 *
 * <p>State: under 3 kB at 5 buckets a row; {@link #stateBytes()} has the bound. Cannot be merged: its answer depends on the
 * order of values.
 */
public final class Adwin implements StreamDetector {

    /** Whose cuts are tried, and what a detection leaves. */
    public enum Dialect {
        /** River 0.22 and later: every boundary, sides of at least minWindow; a detection starts an empty window. */
        RIVER(0, 0, true),
        /** River 0.11 to 0.21: as RIVER, but the newest bucket of each size always counts to the newer side. */
        RIVER_0_21(1, 0, true),
        /** MOA: every boundary, sides of more than minWindow + 1; the newer side stays after a detection. */
        MOA(0, 2, false);

        private final int untried;
        private final int extra;
        private final boolean forgets;

        Dialect(int untried, int extra, boolean forgets) {
            this.untried = untried;
            this.extra = extra;
            this.forgets = forgets;
        }
    }

    /**
     * How eager the detector is.
     *
     * @param delta confidence of a cut, in (0, 1); smaller is more cautious
     * @param clock a cut is looked for every so many values
     * @param maxBuckets buckets of one size before two become one, 1 to 64
     * @param minWindow fewest values on either side of a cut
     * @param grace no cut is looked for until the window is longer than this
     * @param dialect whose cuts are tried
     */
    public record Config(double delta, int clock, int maxBuckets, int minWindow, int grace, Dialect dialect) {

        public Config {
            require(delta > 0 && delta < 1, "a delta between 0 and 1");
            require(clock >= 1, "a clock of at least 1");
            require(maxBuckets >= 1 && maxBuckets <= 64, "1 to 64 buckets of one size");
            require(minWindow >= 1, "a smallest window of at least 1");
            require(grace >= 1, "a grace period of at least 1");
        }

        /** What river starts with: delta .002, clock 32, 5 buckets, windows of 5, grace 10. */
        public static Config defaults() {
            return new Config(.002, 32, 5, 5, 10, Dialect.RIVER);
        }

        public Config with(double newDelta) {
            return new Config(newDelta, clock, maxBuckets, minWindow, grace, dialect);
        }

        public Config with(Dialect newDialect) {
            return new Config(delta, clock, maxBuckets, minWindow, grace, newDialect);
        }
    }

    private static final int VERSION = 1;

    private final Config config;
    private final int least;
    private final AdwinBuckets buckets;
    private long ticks;
    private long detections;
    private long refused;
    private boolean detected;
    private double difference;
    private double bound;
    private long before;
    private long after;

    public Adwin(Config config) {
        this.config = config;
        this.least = config.minWindow() + config.dialect().extra;
        this.buckets = new AdwinBuckets(config.maxBuckets());
    }

    @Override
    public boolean update(double value) {
        if (!Inputs.usable(value)) {
            refused++;
            return false;
        }
        if (detected && config.dialect().forgets) {
            forget();
        }
        detected = false;
        buckets.add(value);
        ticks++;
        if (ticks % config.clock() == 0 && buckets.width() > config.grace()) {
            while (cuts()) {
                buckets.removeOldest();
                detected = true;
            }
        }
        if (detected) {
            detections++;
        }
        return detected;
    }

    /** Whether the means differ at some boundary; of a detection's cuts the first is remembered. */
    private boolean cuts() {
        double width = buckets.width();
        double trial = StrictMath.log(2 * StrictMath.log(width) / config.delta());
        double variance = buckets.deviation() / width;
        double left = 0;
        double right = width;
        double leftTotal = 0;
        double rightTotal = buckets.total();
        for (int row = buckets.rows() - 1; row >= 0; row--) {
            double size = AdwinBuckets.size(row);
            int tried = buckets.count(row) - config.dialect().untried;
            for (int bucket = 0; bucket < tried; bucket++) {
                left += size;
                right -= size;
                leftTotal += buckets.total(row, bucket);
                rightTotal -= buckets.total(row, bucket);
                if (right >= least && left >= least) {
                    double reciprocal = 1 / (left - config.minWindow() + 1) + 1 / (right - config.minWindow() + 1);
                    double epsilon = Math.sqrt(2 * reciprocal * variance * trial) + 2.0 / 3.0 * trial * reciprocal;
                    double apart = Math.abs(leftTotal / left - rightTotal / right);
                    if (apart > epsilon) {
                        remember(apart, epsilon, left, right);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void remember(double apart, double epsilon, double left, double right) {
        if (!detected) {
            difference = apart;
            bound = epsilon;
            before = (long) left;
            after = (long) right;
        }
    }

    @Override
    public Assessment assess() {
        if (detected) {
            return new Alert(Statistics.of("adwin", difference, bound, after).against(before));
        }
        if (buckets.width() <= config.grace()) {
            return new InsufficientSample(buckets.width(), config.grace() + 1L);
        }
        return new Normal(Statistics.of("adwin", 0, Double.NaN, buckets.width()));
    }

    /** How many values the window holds. */
    public long width() {
        return buckets.width();
    }

    /** Mean of the window, 0 where it is empty. */
    public double mean() {
        return buckets.width() == 0 ? 0 : buckets.total() / buckets.width();
    }

    /** Variance of the window, 0 where it is empty. */
    public double variance() {
        return buckets.width() == 0 ? 0 : buckets.deviation() / buckets.width();
    }

    /** How often a change was detected since the last {@link #reset}. */
    public long detections() {
        return detections;
    }

    @Override
    public void reset() {
        forget();
        detections = 0;
        detected = false;
        remember(0, 0, 0, 0);
    }

    private void forget() {
        buckets.clear();
        ticks = 0;
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public void save(StateWriter writer) {
        writer.begin(StateKind.ADWIN, VERSION)
                .writeLong(ticks)
                .writeLong(detections)
                .writeLong(refused)
                .writeBoolean(detected)
                .writeDouble(difference)
                .writeDouble(bound)
                .writeLong(before)
                .writeLong(after);
        buckets.save(writer);
    }

    public static Adwin restore(Config config, StateReader reader) {
        Adwin restored = new Adwin(config);
        reader.begin(StateKind.ADWIN, VERSION);
        restored.ticks = reader.readCount();
        restored.detections = reader.readCount();
        restored.refused = reader.readCount();
        restored.detected = reader.readBoolean();
        restored.difference = reader.readFinite();
        restored.bound = reader.readFinite();
        restored.before = reader.readCount();
        restored.after = reader.readCount();
        restored.buckets.restore(reader);
        return restored;
    }

    @Override
    public long stateBytes() {
        return 2 + 5 * Long.BYTES + 1 + 2 * Double.BYTES + buckets.stateBytes();
    }
}
