/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.rate.SpendAnomaly.Config;
import io.affidavit.monitor.detect.testing.DetectorContract;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpendAnomalyTest extends DetectorContract<SpendAnomaly> {

    private static final Config SMALL = new Config(.01, .1, 5, .01, 1.5);

    @Override
    protected SpendAnomaly fresh() {
        return new SpendAnomaly(SMALL);
    }

    @Override
    protected SpendAnomaly restore(StateReader reader) {
        return SpendAnomaly.restore(SMALL, reader);
    }

    @Override
    protected Object step(SpendAnomaly detector, SplittableRandom random) {
        double amount = random.nextInt(20) == 0 ? -1 : Math.exp(random.nextGaussian());
        return List.of(detector.add(amount));
    }

    @Test
    void alertsOnTenTimesTheUsualSpend() {
        SpendAnomaly detector = new SpendAnomaly(Config.in(.01));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 24; i++) {
            assertThat(detector.add(50 * Math.exp(.2 * random.nextGaussian()))).isInstanceOf(InsufficientSample.class);
        }

        assertThat(detector.add(70)).isInstanceOf(Normal.class);
        assertThat(detector.add(500))
                .isInstanceOfSatisfying(
                        Alert.class,
                        alert -> assertThat(alert.statistics().effect()).isCloseTo(10, within(1.5)));
        assertThat(detector.add(50)).isInstanceOf(Normal.class);
        assertThat(detector.add(0)).isInstanceOf(Alert.class);
    }

    @Test
    void judgesAConstantSpendByItsRatioAlone() {
        SpendAnomaly detector = new SpendAnomaly(Config.in(1));
        for (int i = 0; i < 30; i++) {
            detector.add(9);
        }

        assertThat(detector.add(9)).isInstanceOf(Normal.class);
        assertThat(detector.add(12)).isInstanceOf(Normal.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1, Double.POSITIVE_INFINITY, 1e99})
    void refusesWhatIsNoAmount(double amount) {
        SpendAnomaly detector = new SpendAnomaly(Config.in(.01));

        assertThat(detector.add(amount)).isInstanceOf(InsufficientSample.class);
        assertThat(detector.refused()).isEqualTo(1);
    }
}
