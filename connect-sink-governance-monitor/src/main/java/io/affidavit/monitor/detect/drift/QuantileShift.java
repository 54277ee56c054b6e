/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.drift;

import static io.affidavit.monitor.detect.Inputs.require;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.store.Bin;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.datadoghq.sketch.ddsketch.store.Store;
import io.affidavit.monitor.detect.Answers;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Detector;
import io.affidavit.monitor.detect.Inputs;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.Samples;
import io.affidavit.monitor.detect.StateKind;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.math.Significance;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Quantiles of a window (latency, tokens, cost) and how far one moved from a reference's, on a DDSketch (Masson, Rim and
 * Lee, "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees", VLDB 2019).
 *
 * <p>A quantile is within {@code accuracy} of the true value, relatively, until more than {@code most} bins are in use; then
 * the values nearest to 0 lose accuracy first. The shift is the ratio of the two quantiles; its significance is a two-proportion
 * test of how many values of either side lie above the smaller of them.
 *
 * <p>State: 12 bytes a bin in use; {@link #stateBytes()} has the bound. Merging gives what one detector that saw both streams
 * would hold.
 */
public final class QuantileShift implements Detector {

    /**
     * What counts as a shift.
     *
     * @param accuracy relative error of quantiles, in (0, 1)
     * @param most bins for positive values, and as many for negative ones
     * @param quantile which quantile is compared, in (0, 1)
     * @param warn ratio to the reference's from which to warn, above 1
     * @param alert ratio to the reference's from which to alert
     * @param need fewest values on either side
     * @param significance p-value below which a difference is no chance
     */
    public record Config(
            double accuracy, int most, double quantile, double warn, double alert, long need, double significance) {

        public Config {
            require(accuracy >= 1e-4 && accuracy < 1, "an accuracy from .0001 to 1");
            require(most >= 16 && most <= 65_536, "16 to 65,536 bins");
            require(quantile > 0 && quantile < 1, "a quantile between 0 and 1");
            require(warn > 1 && alert >= warn, "ratios 1 < warn <= alert");
            require(need >= 1, "a smallest sample of at least 1");
            require(significance > 0 && significance < 1, "a significance between 0 and 1");
        }

        /** The 95th percentile to 1 %, 2,048 bins, ratios 1.25 and 1.5, 400 values, significance .001. */
        public static Config defaults() {
            return new Config(.01, 2048, .95, 1.25, 1.5, 400, .001);
        }
    }

    private static final int VERSION = 1;

    private final Config config;
    private final IndexMapping mapping;
    private DDSketch sketch;
    private long refused;

    public QuantileShift(Config config) {
        this.config = config;
        // interpolates on the bits of a double: no logarithm that could differ from one machine to the next
        this.mapping = new CubicallyInterpolatedMapping(config.accuracy());
        this.sketch = sketch(store(), store(), 0);
    }

    private Store store() {
        return new CollapsingLowestDenseStore(config.most());
    }

    private DDSketch sketch(Store negative, Store positive, double zeros) {
        return DDSketch.of(mapping, negative, positive, zeros);
    }

    /** Takes a value; one that is not finite or beyond 1e100 is refused. */
    public void add(double value) {
        if (!Inputs.usable(value)) {
            refused++;
            return;
        }
        sketch.accept(value);
    }

    /** Adds what another detector with the same accuracy and bins has seen. */
    public void merge(QuantileShift other) {
        require(
                config.accuracy() == other.config.accuracy() && config.most() == other.config.most(),
                "equal accuracy and bins to merge");
        sketch.mergeWith(other.sketch);
        refused += other.refused;
    }

    /** How many values were taken. */
    public long total() {
        return Math.round(sketch.getCount());
    }

    /** A quantile of what was taken, NaN where nothing was. */
    public double quantile(double which) {
        return sketch.isEmpty() ? Double.NaN : sketch.getValueAtQuantile(which);
    }

    /** How many values lie in bins above that of {@code value}. */
    public long above(double value) {
        boolean negative = value < -mapping.minIndexableValue();
        boolean positive = value > mapping.minIndexableValue();
        long count = positive ? 0 : negative ? zeros() : 0;
        int index = positive || negative ? mapping.index(Math.abs(value)) : 0;
        for (Bin bin : (Iterable<Bin>) () -> sketch.getPositiveValueStore().getAscendingIterator()) {
            count += !positive || bin.getIndex() > index ? Math.round(bin.getCount()) : 0;
        }
        if (negative) {
            for (Bin bin : (Iterable<Bin>) () -> sketch.getNegativeValueStore().getAscendingIterator()) {
                count += bin.getIndex() < index ? Math.round(bin.getCount()) : 0;
            }
        }
        return count;
    }

    /** Holds the window against a reference with the same accuracy. */
    public Assessment assess(QuantileShift reference) {
        require(config.accuracy() == reference.config.accuracy(), "equal accuracy to compare");
        Optional<InsufficientSample> missing = Samples.missing(total(), reference.total(), config.need());
        if (missing.isPresent()) {
            return missing.get();
        }
        double expected = reference.quantile(config.quantile());
        double found = quantile(config.quantile());
        double ratio = found == expected ? 1 : found / expected;
        double smaller = Math.min(found, expected);
        double p = Significance.ofProportions(above(smaller), total(), reference.above(smaller), reference.total());
        boolean significant = p < config.significance();
        Statistics shift = Statistics.of("quantile_ratio", ratio, config.alert(), total())
                .against(reference.total())
                .significant(p);
        return Answers.of(
                significant && beyond(ratio, config.alert()),
                significant && beyond(ratio, config.warn()),
                List.of(shift));
    }

    /** A ratio to a reference of 0 or of another sign is beyond any threshold. */
    private static boolean beyond(double ratio, double threshold) {
        return !(ratio < threshold && ratio > 1 / threshold);
    }

    private long zeros() {
        return total() - count(sketch.getNegativeValueStore()) - count(sketch.getPositiveValueStore());
    }

    private static long count(Store store) {
        return Math.round(store.getTotalCount());
    }

    @Override
    public void reset() {
        sketch = sketch(store(), store(), 0);
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public void save(StateWriter writer) {
        writer.begin(StateKind.QUANTILE_SHIFT, VERSION).writeLong(refused).writeLong(zeros());
        save(sketch.getNegativeValueStore(), writer);
        save(sketch.getPositiveValueStore(), writer);
    }

    private static void save(Store store, StateWriter writer) {
        int bins = 0;
        for (Iterator<Bin> all = store.getAscendingIterator(); all.hasNext(); all.next()) {
            bins++;
        }
        writer.writeInt(bins);
        for (Iterator<Bin> all = store.getAscendingIterator(); all.hasNext(); ) {
            Bin bin = all.next();
            writer.writeInt(bin.getIndex()).writeLong(Math.round(bin.getCount()));
        }
    }

    public static QuantileShift restore(Config config, StateReader reader) {
        QuantileShift restored = new QuantileShift(config);
        reader.begin(StateKind.QUANTILE_SHIFT, VERSION);
        restored.refused = reader.readCount();
        long zeros = reader.readCount();
        Store negative = restored.read(reader);
        Store positive = restored.read(reader);
        restored.sketch = restored.sketch(negative, positive, (double) zeros);
        return restored;
    }

    private Store read(StateReader reader) {
        int least = mapping.index(mapping.minIndexableValue());
        int most = mapping.index(mapping.maxIndexableValue());
        Store store = store();
        int bins = reader.readLength(config.most(), Integer.BYTES + Long.BYTES);
        long last = Long.MIN_VALUE;
        for (int i = 0; i < bins; i++) {
            int index = reader.readInt(least, most);
            long count = reader.readCount();
            if (index <= last || count == 0) {
                throw reader.invalid("its bins do not rise or are empty");
            }
            last = index;
            store.add(index, (double) count);
        }
        return store;
    }

    @Override
    public long stateBytes() {
        return 2 + 2 * Long.BYTES + 2 * (Integer.BYTES + (long) config.most() * (Integer.BYTES + Long.BYTES));
    }
}
