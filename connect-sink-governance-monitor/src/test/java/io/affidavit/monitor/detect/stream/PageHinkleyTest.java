/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.stream.PageHinkley.Config;
import io.affidavit.monitor.detect.stream.PageHinkley.Direction;
import io.affidavit.monitor.detect.testing.DetectorContract;
import io.affidavit.monitor.detect.testing.Series;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PageHinkleyTest extends DetectorContract<PageHinkley> {

    private static final Config SMALL = new Config(5, .01, 4, .999, Direction.BOTH);

    @Override
    protected PageHinkley fresh() {
        return new PageHinkley(SMALL);
    }

    @Override
    protected PageHinkley restore(StateReader reader) {
        return PageHinkley.restore(SMALL, reader);
    }

    @Override
    protected Object step(PageHinkley detector, SplittableRandom random) {
        double value = random.nextInt(40) == 0 ? Double.NEGATIVE_INFINITY : random.nextDouble(-1, 1);
        return List.of(detector.update(value), detector.assess(), detector.mean());
    }

    // river-bits: np.random.seed(12345); normal(0, .1, 500) > 0, normal(.25, .1, 500) > 0, twice, from river's tests
    static Stream<Arguments> published() {
        return Stream.of(
                argumentSet("up", Direction.UP, "river-bits.txt", List.of(588, 1681)),
                argumentSet("down", Direction.DOWN, "river-bits.txt", List.of(1172)),
                argumentSet("both", Direction.BOTH, "river-bits.txt", List.of(588, 1097, 1585)),
                argumentSet("river's documentation", Direction.BOTH, "river-documented.txt", List.of(1006)));
    }

    @ParameterizedTest
    @MethodSource("published")
    void findsWhatTheReferenceImplementationPublishes(Direction direction, String series, List<Integer> indices) {
        PageHinkley test = new PageHinkley(Config.defaults().with(direction));

        assertThat(Series.detections(test, Series.of(series))).isEqualTo(indices);
    }

    @Test
    void detectsOnlyItsDirection() {
        for (Direction direction : Direction.values()) {
            PageHinkley rising = new PageHinkley(Config.defaults().with(direction));
            PageHinkley falling = new PageHinkley(Config.defaults().with(direction));
            boolean up = false;
            boolean down = false;
            for (int i = 0; i < 400; i++) {
                up |= rising.update(i < 200 ? 0 : 5);
                down |= falling.update(i < 200 ? 0 : -5);
            }
            assertThat(up).isEqualTo(direction != Direction.DOWN);
            assertThat(down).isEqualTo(direction != Direction.UP);
        }
    }

    @Test
    void answersWithItsSumAgainstLambda() {
        PageHinkley test = new PageHinkley(Config.defaults());
        test.update(1);
        assertThat(test.assess()).isEqualTo(new InsufficientSample(1, 30));

        for (int i = 0; i < 400 && !test.update(i < 100 ? 1 : 9); i++) {
            assertThat(test.assess()).isNotInstanceOf(Alert.class);
        }

        assertThat(test.assess())
                .isInstanceOfSatisfying(
                        Alert.class,
                        alert -> assertThat(alert.statistics().effect()).isGreaterThan(50));
    }
}
