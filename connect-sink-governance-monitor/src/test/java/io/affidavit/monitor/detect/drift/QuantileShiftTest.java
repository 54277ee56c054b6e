/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.drift.QuantileShift.Config;
import io.affidavit.monitor.detect.testing.MergeableContract;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantileShiftTest extends MergeableContract<QuantileShift> {

    // few bins, so that the sketch collapses
    private static final Config SMALL = new Config(.05, 32, .9, 1.2, 1.5, 50, .01);
    private static final QuantileShift REFERENCE = lognormal(SMALL, 500, 1, 1);

    @Override
    protected QuantileShift fresh() {
        return new QuantileShift(SMALL);
    }

    @Override
    protected QuantileShift restore(StateReader reader) {
        return QuantileShift.restore(SMALL, reader);
    }

    @Override
    protected Object step(QuantileShift detector, SplittableRandom random) {
        double value = random.nextInt(25) == 0
                ? 0
                : random.nextInt(25) == 1 ? Double.NaN : Math.exp(4 * random.nextGaussian()) - 1;
        detector.add(value);
        return List.of(detector.assess(REFERENCE), detector.quantile(.5), detector.above(1), detector.above(-.1));
    }

    @Override
    protected void merge(QuantileShift into, QuantileShift other) {
        into.merge(other);
    }

    private static QuantileShift lognormal(Config config, int count, double factor, int seed) {
        QuantileShift detector = new QuantileShift(config);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            detector.add(factor * Math.exp(random.nextGaussian()));
        }
        return detector;
    }

    @Test
    void keepsQuantilesWithinItsAccuracy() {
        SplittableRandom random = new SplittableRandom(17);
        QuantileShift sketch = new QuantileShift(Config.defaults());
        double[] values = new double[20_001];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 3 == 0 ? -1 : 1) * Math.exp(3 * random.nextGaussian());
            sketch.add(values[i]);
        }
        Arrays.sort(values);

        for (double q : new double[] {0, .01, .25, .5, .9, .95, .99, .999, 1}) {
            double exact = values[(int) (q * (values.length - 1))];
            assertThat(sketch.quantile(q)).as("quantile %s", q).isCloseTo(exact, within(Math.abs(exact) * .0101));
        }
    }

    @Test
    void countsWhatLiesAbove() {
        QuantileShift sketch = new QuantileShift(Config.defaults());
        for (double value : new double[] {-10, -1, 0, 0, 1, 10, 100}) {
            sketch.add(value);
        }

        assertThat(sketch.above(-20)).isEqualTo(7);
        assertThat(sketch.above(-10)).isEqualTo(6);
        assertThat(sketch.above(-1)).isEqualTo(5);
        assertThat(sketch.above(0)).isEqualTo(3);
        assertThat(sketch.above(1)).isEqualTo(2);
        assertThat(sketch.above(100)).isZero();
    }

    @Test
    void findsNoShiftBetweenQuantilesOfZero() {
        assertThat(withZeros(960).assess(withZeros(990))).isInstanceOf(Normal.class);
        assertThat(withZeros(500).assess(withZeros(990))).isInstanceOf(Alert.class);
        assertThat(withZeros(990).assess(withZeros(500))).isInstanceOf(Alert.class);
    }

    /** So many zeros of a thousand values, the others 5. */
    private static QuantileShift withZeros(int zeros) {
        QuantileShift detector = new QuantileShift(Config.defaults());
        for (int i = 0; i < 1_000; i++) {
            detector.add(i < zeros ? 0 : 5);
        }
        return detector;
    }

    @Test
    void alertsWhereAQuantileMovedBeyondChance() {
        QuantileShift reference = lognormal(Config.defaults(), 4_000, 1, 2);

        assertThat(lognormal(Config.defaults(), 4_000, 2, 3).assess(reference))
                .isInstanceOfSatisfying(
                        Alert.class,
                        alert -> assertThat(alert.statistics().effect()).isCloseTo(2, within(.3)));
        assertThat(lognormal(Config.defaults(), 4_000, .5, 3).assess(reference)).isInstanceOf(Alert.class);
        assertThat(lognormal(Config.defaults(), 4_000, 1, 4).assess(reference)).isInstanceOf(Normal.class);
        assertThat(lognormal(Config.defaults(), 399, 2, 3).assess(reference)).isInstanceOf(InsufficientSample.class);
    }
}
