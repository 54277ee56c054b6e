/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.drift;

import static io.affidavit.monitor.detect.Inputs.require;

import io.affidavit.monitor.detect.Answers;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Detector;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.Samples;
import io.affidavit.monitor.detect.StateKind;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.math.Significance;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A window of numbers on frozen bins against a reference on the same bins, by PSI and Jensen-Shannon distance; see
 * {@link Divergence} for their sources.
 *
 * <p>Without drift, PSI / (1/n + 1/m) is about chi-square with B - 1 degrees of freedom (Yurdakul and Naranjo, "Statistical
 * properties of the population stability index", Journal of Risk Model Validation 14, 2020). So a figure counts only where
 * it exceeds its threshold and the noise floor {@code chi2(noise, B - 1) (1/n + 1/m)}; the p-value says how far.
 *
 * <p>State: 14 bytes and 8 for each bin. Merging adds counts: exactly what one detector that saw both streams would hold.
 */
public final class NumericDrift implements Detector {

    /** Which figure decides; the other is in the details. */
    public enum Measure {
        PSI("psi"),
        JENSEN_SHANNON("js_distance");

        private final String figure;

        Measure(String figure) {
            this.figure = figure;
        }
    }

    /**
     * What counts as drift.
     *
     * @param bins frozen bins, usually the reference's deciles
     * @param measure which figure decides
     * @param warn figure from which to warn
     * @param alert figure from which to alert
     * @param need fewest values on either side
     * @param floor share that an empty bin counts as in PSI
     * @param noise quantile of the noise floor, in (0, 1)
     */
    public record Config(Bins bins, Measure measure, double warn, double alert, long need, double floor, double noise) {

        public Config {
            require(warn > 0 && alert >= warn, "thresholds 0 < warn <= alert");
            require(need >= 1, "a smallest sample of at least 1");
            require(floor > 0 && floor < 1, "a floor between 0 and 1");
            require(noise > 0 && noise < 1, "a noise quantile between 0 and 1");
        }

        /** PSI with the customary .1 and .25, 200 values, floor 1e-4, noise floor at .99. */
        public static Config psi(Bins bins) {
            return new Config(bins, Measure.PSI, .1, .25, 200, 1e-4, .99);
        }

        /** The same with another threshold for alerts, and warnings from no later on. */
        public Config alertingAt(double newAlert) {
            return new Config(bins, measure, Math.min(warn, newAlert), newAlert, need, floor, noise);
        }

        /** Jensen-Shannon distance with .1 and .2 (a PSI of .25 is about .21), else as {@link #psi}. */
        public static Config jensenShannon(Bins bins) {
            return new Config(bins, Measure.JENSEN_SHANNON, .1, .2, 200, 1e-4, .99);
        }
    }

    private static final int VERSION = 1;

    private final Config config;
    private final double noise;
    private final long[] counts;
    private long total;
    private long refused;

    public NumericDrift(Config config) {
        this.config = config;
        this.counts = new long[config.bins().count()];
        this.noise = Significance.chiSquareQuantile(config.noise(), counts.length - 1);
    }

    /** A detector that has already seen so many values in each bin. */
    public static NumericDrift of(Config config, long[] counts) {
        NumericDrift detector = new NumericDrift(config);
        require(counts.length == detector.counts.length, "a count for each bin");
        System.arraycopy(counts, 0, detector.counts, 0, counts.length);
        detector.total = Arrays.stream(counts).sum();
        return detector;
    }

    /** Takes a value; one that is not finite is refused. */
    public void add(double value) {
        if (!Double.isFinite(value)) {
            refused++;
            return;
        }
        counts[config.bins().of(value)]++;
        total++;
    }

    /** Adds what another detector with the same bins has seen. */
    public void merge(NumericDrift other) {
        require(config.bins().equals(other.config.bins()), "equal bins to merge");
        for (int bin = 0; bin < counts.length; bin++) {
            counts[bin] += other.counts[bin];
        }
        total += other.total;
        refused += other.refused;
    }

    /** How many values were taken. */
    public long total() {
        return total;
    }

    /** Holds the window against a reference with the same bins. */
    public Assessment assess(NumericDrift reference) {
        require(config.bins().equals(reference.config.bins()), "equal bins to compare");
        Optional<InsufficientSample> missing = Samples.missing(total, reference.total, config.need());
        if (missing.isPresent()) {
            return missing.get();
        }
        double psi = Divergence.psi(counts, total, reference.counts, reference.total, config.floor());
        double distance = Divergence.jensenShannonDistance(counts, total, reference.counts, reference.total);
        double scale = 1.0 / total + 1.0 / reference.total;
        boolean byPsi = config.measure() == Measure.PSI;
        double deciding = byPsi ? psi : distance;
        boolean significant = (byPsi ? psi : Divergence.psiOfDistance(distance)) > noise * scale;
        Statistics first = figure(Measure.PSI, psi, psi, scale, byPsi, reference);
        Statistics second =
                figure(Measure.JENSEN_SHANNON, distance, Divergence.psiOfDistance(distance), scale, !byPsi, reference);
        return Answers.of(
                significant && deciding >= config.alert(),
                significant && deciding >= config.warn(),
                byPsi ? List.of(first, second) : List.of(second, first));
    }

    private Statistics figure(
            Measure measure, double effect, double asPsi, double scale, boolean decides, NumericDrift reference) {
        return Statistics.of(measure.figure, effect, decides ? config.alert() : Double.NaN, total)
                .against(reference.total)
                .significant(Significance.ofChiSquare(asPsi / scale, counts.length - 1));
    }

    @Override
    public void reset() {
        Arrays.fill(counts, 0);
        total = 0;
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public void save(StateWriter writer) {
        writer.begin(StateKind.NUMERIC_DRIFT, VERSION).writeLong(refused).writeLongs(counts);
    }

    public static NumericDrift restore(Config config, StateReader reader) {
        reader.begin(StateKind.NUMERIC_DRIFT, VERSION);
        long refused = reader.readCount();
        NumericDrift restored = of(config, reader.readCounts(config.bins().count()));
        restored.refused = refused;
        return restored;
    }

    @Override
    public long stateBytes() {
        return 2 + Long.BYTES + Integer.BYTES + (long) counts.length * Long.BYTES;
    }
}
