/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.rate.RateAnomaly.Config;
import io.affidavit.monitor.detect.testing.DetectorContract;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateAnomalyTest extends DetectorContract<RateAnomaly> {

    private static final Config SMALL = new Config(.1, 5, .01, 1.5);

    @Override
    protected RateAnomaly fresh() {
        return new RateAnomaly(SMALL);
    }

    @Override
    protected RateAnomaly restore(StateReader reader) {
        return RateAnomaly.restore(SMALL, reader);
    }

    @Override
    protected Object step(RateAnomaly detector, SplittableRandom random) {
        long count = random.nextInt(20) == 0 ? 200 : random.nextInt(20) == 1 ? -1 : random.nextInt(10, 30);
        return List.of(detector.add(count), detector.mean());
    }

    // scipy 1.17.1: nbinom.sf(k - 1, 400 / 30, 2 / 5) and poisson.sf(k - 1, 20)
    @ParameterizedTest
    @CsvSource({
        "50, 1, 0.9999950553766237",
        "50, 20, 0.4905559948598866",
        "50, 45, 0.0024282925836783646",
        "50, 60, 2.346647615818309e-05",
        "20, 1, 0.9999999979388464",
        "20, 20, 0.5297427331607607",
        "3, 35, 0.0014890338613391771"
    })
    void knowsTheTailsOfCounts(double variance, long count, double probability) {
        CountTail tail = new CountTail(20, variance);

        assertThat(tail.atLeast(count)).isCloseTo(probability, within(probability * 1e-9));
        assertThat(tail.atMost(count - 1)).isCloseTo(1 - probability, within(1e-12));
        assertThat(tail.atLeast(0)).isEqualTo(1);
    }

    @Test
    void fadesItsBaseline() {
        Baseline plain = new Baseline(1e-6);
        for (double value : new double[] {2, 4, 4, 4, 5, 5, 7, 9}) {
            plain.add(value);
        }
        // mean 5 and population variance 4 of the eight, as prediction 4 * 8/7 * 9/8
        assertThat(plain.mean()).isCloseTo(5, within(1e-12));
        assertThat(plain.predictiveVariance()).isCloseTo(4 * 8 / 7.0 * 9 / 8, within(1e-12));

        Baseline fading = new Baseline(.5);
        fading.add(0);
        fading.add(8);
        fading.add(8);
        assertThat(fading.mean()).isEqualTo(6);
    }

    @Test
    void alertsOnAFloodAndOnSilence() {
        RateAnomaly detector = new RateAnomaly(Config.defaults());
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 24; i++) {
            assertThat(detector.add(random.nextInt(80, 121))).isInstanceOf(InsufficientSample.class);
        }
        assertThat(detector.add(130)).isInstanceOf(Normal.class);
        assertThat(detector.add(400)).isInstanceOf(Alert.class);
        assertThat(detector.add(0)).isInstanceOf(Alert.class);
        assertThat(detector.add(101)).isInstanceOf(Normal.class);
    }

    @Test
    void isNotTaughtByAFloodAtOnce() {
        RateAnomaly detector = new RateAnomaly(Config.defaults());
        for (int i = 0; i < 100; i++) {
            detector.add(100);
        }
        detector.add(1_000_000);

        assertThat(detector.mean()).isCloseTo(105, within(.1));
        assertThat(detector.add(1_000_000)).isInstanceOf(Alert.class);
    }

    @Test
    void takesAFirstEventAfterALongSilenceForChance() {
        RateAnomaly detector = new RateAnomaly(Config.defaults());
        for (int i = 0; i < 200; i++) {
            detector.add(0);
        }

        assertThat(detector.add(1)).isInstanceOf(Normal.class);
        assertThat(detector.add(20)).isInstanceOf(Alert.class);
    }

    @Test
    void needsAMaterialRatioBesidesSignificance() {
        RateAnomaly detector = new RateAnomaly(Config.defaults());
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 100; i++) {
            detector.add(1_000_000 + random.nextInt(1000));
        }

        Assessment assessment = detector.add(1_500_000);

        assertThat(assessment).isInstanceOf(Normal.class);
        assertThat(assessment.details().get(0).pValue()).isLessThan(1e-6);
    }
}
