/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.stream.Adwin.Config;
import io.affidavit.monitor.detect.stream.Adwin.Dialect;
import io.affidavit.monitor.detect.testing.DetectorContract;
import io.affidavit.monitor.detect.testing.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdwinTest extends DetectorContract<Adwin> {

    private static final Config SMALL = new Config(.05, 4, 3, 3, 5, Dialect.RIVER);

    @Override
    protected Adwin fresh() {
        return new Adwin(SMALL);
    }

    @Override
    protected Adwin restore(StateReader reader) {
        return Adwin.restore(SMALL, reader);
    }

    @Override
    protected Object step(Adwin detector, SplittableRandom random) {
        double level = detector.width() % 200 > 100 ? 2 : 0;
        double value = random.nextInt(50) == 0 ? Double.NaN : level + random.nextDouble();
        boolean found = detector.update(value);
        return List.of(found, detector.assess(), detector.width(), detector.mean());
    }

    // river-two-levels: np.random.seed(12345); randint(2, size=1000), randint(8, size=1000), from river's tests
    // river-documented: random.Random(12345); choices([0, 1], k=1000), choices(range(4, 8), k=1000), from river's docs
    // river-four-levels: the same of random.Random(42), twice over, from river's regression tests
    // capymoa-documented: np.random.seed(0); randint(2, size=2000), from 999 on randint(4, high=8), from CapyMOA's
    // docs, which
    // run MOA's detector and are themselves tested against it
    static Stream<Arguments> published() {
        return Stream.of(
                argumentSet("river 0.22 to 0.26, two levels", Config.defaults(), "river-two-levels.txt", List.of(1023)),
                argumentSet("river 0.26, its documentation", Config.defaults(), "river-documented.txt", List.of(1023)),
                argumentSet(
                        "river 0.26, four levels",
                        Config.defaults(),
                        "river-four-levels.txt",
                        List.of(1023, 2015, 3007)),
                argumentSet(
                        "river 0.21, two levels",
                        Config.defaults().with(Dialect.RIVER_0_21),
                        "river-two-levels.txt",
                        List.of(1055)),
                argumentSet(
                        "MOA, in the documentation of CapyMOA",
                        Config.defaults().with(Dialect.MOA).with(.001),
                        "capymoa-documented.txt",
                        List.of(1023, 1055)));
    }

    @ParameterizedTest
    @MethodSource("published")
    void findsWhatTheReferenceImplementationPublishes(Config config, String series, List<Integer> indices) {
        Adwin adwin = new Adwin(config);

        assertThat(Series.detections(adwin, Series.of(series))).isEqualTo(indices);
        assertThat(adwin.detections()).isEqualTo(indices.size());
    }

    /** The published algorithm, followed by hand on a list of buckets; shares no code with the detector. */
    static final class ByHand {

        private final Config config;
        private final List<double[]> buckets = new ArrayList<>(); // size, total, squares; oldest first
        private long ticks;
        private boolean found;

        ByHand(Config config) {
            this.config = config;
        }

        boolean update(double value) {
            if (found && config.dialect() != Dialect.MOA) {
                buckets.clear();
                ticks = 0;
            }
            found = false;
            buckets.add(new double[] {1, value, 0});
            for (double size = 1; ; size *= 2) {
                List<Integer> row = new ArrayList<>();
                for (int i = 0; i < buckets.size(); i++) {
                    if (buckets.get(i)[0] == size) {
                        row.add(i);
                    }
                }
                if (row.size() <= config.maxBuckets()) {
                    break;
                }
                int oldest = row.get(0);
                double[] next = buckets.remove(oldest + 1);
                buckets.set(oldest, join(buckets.get(oldest), next));
            }
            ticks++;
            while (ticks % config.clock() == 0 && whole()[0] > config.grace() && cut()) {
                buckets.remove(0);
                found = true;
            }
            return found;
        }

        private boolean cut() {
            double[] all = whole();
            int least = config.minWindow() + (config.dialect() == Dialect.MOA ? 2 : 0);
            for (int end = 1; end < buckets.size(); end++) {
                double[] left = new double[3];
                double[] right = new double[3];
                for (int i = 0; i < buckets.size(); i++) {
                    if (i < end && !staysRight(i)) {
                        left = join(left, buckets.get(i));
                    } else {
                        right = join(right, buckets.get(i));
                    }
                }
                if (left[0] < least || right[0] < least) {
                    continue;
                }
                double m = 1 / (left[0] - config.minWindow() + 1) + 1 / (right[0] - config.minWindow() + 1);
                double d = Math.log(2 * Math.log(all[0]) / config.delta());
                double bound = Math.sqrt(2 * m * all[2] / all[0] * d) + 2.0 / 3 * d * m;
                if (Math.abs(left[1] / left[0] - right[1] / right[0]) > bound) {
                    return true;
                }
            }
            return false;
        }

        private boolean staysRight(int bucket) {
            boolean newestOfItsSize =
                    bucket + 1 == buckets.size() || buckets.get(bucket + 1)[0] < buckets.get(bucket)[0];
            return config.dialect() == Dialect.RIVER_0_21 && newestOfItsSize;
        }

        double[] whole() {
            return buckets.stream().reduce(new double[3], ByHand::join);
        }

        private static double[] join(double[] a, double[] b) {
            if (a[0] == 0 || b[0] == 0) {
                return a[0] == 0 ? b : a;
            }
            double apart = a[1] / a[0] - b[1] / b[0];
            return new double[] {a[0] + b[0], a[1] + b[1], a[2] + b[2] + a[0] * b[0] * apart * apart / (a[0] + b[0])};
        }
    }

    static Stream<Arguments> configurations() {
        return Stream.of(Dialect.values())
                .flatMap(dialect -> Stream.of(
                        argumentSet(dialect + " as it comes", Config.defaults().with(dialect)),
                        argumentSet(dialect + " eager", new Config(.3, 1, 2, 1, 1, dialect)),
                        argumentSet(dialect + " one bucket", new Config(.1, 7, 1, 4, 20, dialect))));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void agreesWithTheAlgorithmFollowedByHand(Config config) {
        for (int seed = 0; seed < 6; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Adwin adwin = new Adwin(config);
            ByHand byHand = new ByHand(config);
            double level = 0;
            List<Double> raw = new ArrayList<>();
            for (int i = 0; i < 1_500; i++) {
                level = random.nextInt(300) == 0 ? random.nextDouble(-3, 3) : level;
                double value = level + random.nextDouble();
                assertThat(adwin.update(value)).as("seed %d, value %d", seed, i).isEqualTo(byHand.update(value));
                assertThat((double) adwin.width()).isEqualTo(byHand.whole()[0]);
                raw.add(value);
                double[] window = raw.subList(raw.size() - (int) adwin.width(), raw.size()).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
                double mean = Arrays.stream(window).sum() / window.length;
                double variance = Arrays.stream(window)
                                .map(one -> (one - mean) * (one - mean))
                                .sum()
                        / window.length;
                assertThat(adwin.mean()).isCloseTo(mean, within(1e-9));
                assertThat(adwin.variance()).isCloseTo(variance, within(1e-9));
            }
        }
    }

    @Test
    void saysHowFarTheSidesAreApart() {
        Adwin adwin = new Adwin(Config.defaults());
        assertThat(adwin.assess()).isEqualTo(new InsufficientSample(0, 11));
        double[] series = Series.of("river-two-levels.txt");
        for (int i = 0; i <= 1023; i++) {
            adwin.update(series[i]);
        }

        assertThat(adwin.assess()).isInstanceOfSatisfying(Alert.class, alert -> {
            assertThat(alert.statistics().effect())
                    .isGreaterThan(alert.statistics().threshold());
            assertThat(alert.statistics().n() + alert.statistics().referenceN()).isEqualTo(1024);
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e101, -Double.MAX_VALUE})
    void refusesWhatWouldPoisonItsState(double poison) {
        Adwin clean = new Adwin(Config.defaults());
        Adwin poisoned = new Adwin(Config.defaults());
        for (double value : Series.of("river-four-levels.txt")) {
            assertThat(poisoned.update(poison)).isFalse();
            assertThat(poisoned.update(value)).isEqualTo(clean.update(value));
        }

        assertThat(poisoned.refused()).isEqualTo(4_000);
        assertThat(poisoned.mean()).isEqualTo(clean.mean());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1, Double.NaN})
    void takesNoConfidenceOutsideItsRange(double delta) {
        assertThatThrownBy(() -> Config.defaults().with(delta))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot configure detector: it takes a delta between 0 and 1. Correct the value.");
    }
}
