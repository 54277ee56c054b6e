/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.InsufficientSample.Need;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.drift.Bins;
import io.affidavit.monitor.detect.math.Significance;
import io.affidavit.monitor.detect.testing.DetectorContract;
import io.affidavit.monitor.detect.version.VersionChange.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VersionChangeTest extends DetectorContract<VersionChange> {

    private static final Bins DECILES = Bins.between(.1, .2, .3, .4, .5, .6, .7, .8, .9);
    private static final Config SMALL = new Config(30, DECILES, .05, .01, .25);
    private static final Config USUAL = Config.of(DECILES);

    @Override
    protected VersionChange fresh() {
        return new VersionChange(SMALL);
    }

    @Override
    protected VersionChange restore(StateReader reader) {
        return VersionChange.restore(SMALL, reader);
    }

    @Override
    protected Object step(VersionChange detector, SplittableRandom random) {
        int kind = random.nextInt(20);
        // the version follows from the stream alone, so that a restored detector gets the same calls
        String version = kind == 0 ? null : random.nextInt(8) == 0 ? CANARY : "v1";
        Optional<Assessment> answer = kind < 10
                ? detector.add(version, random.nextBoolean())
                : detector.add(version, random.nextBoolean(), kind == 11 ? Double.NaN : random.nextDouble());
        return List.of(answer);
    }

    private static List<Assessment> feed(
            VersionChange detector, String version, int count, double rate, double scoreShift, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Assessment> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double score = Math.min(1, random.nextDouble() + scoreShift);
            detector.add(version, random.nextDouble() < rate, score).ifPresent(answers::add);
        }
        return answers;
    }

    @Test
    void comparesTheFirstWindowWithTheLastOne() {
        VersionChange detector = new VersionChange(USUAL);
        // only the last five hundred of the old version count
        feed(detector, "v1", 3_000, .9, 0, 1);
        feed(detector, "v1", 500, .5, 0, 2);

        List<Assessment> answers = feed(detector, "v2", 2_000, .5, 0, 3);

        assertThat(answers).singleElement().isInstanceOfSatisfying(Normal.class, normal -> {
            assertThat(normal.statistics().name()).isEqualTo("version_rate_change");
            assertThat(normal.statistics().n()).isEqualTo(500);
            assertThat(normal.statistics().referenceN()).isEqualTo(500);
        });
    }

    @Test
    void alertsOnAChangedRate() {
        VersionChange detector = new VersionChange(USUAL);
        for (int i = 0; i < 500; i++) {
            detector.add("v1", i < 300);
        }
        List<Assessment> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            detector.add("v2", i < 200).ifPresent(answers::add);
        }

        assertThat(answers).singleElement().isInstanceOfSatisfying(Alert.class, alert -> {
            Statistics rate = alert.statistics();
            assertThat(rate.effect()).isCloseTo(-.2, within(1e-12));
            assertThat(rate.pValue()).isEqualTo(Significance.pooledZ(200, 500, 300, 500));
            assertThat(rate.group()).isEqualTo("v2");
        });
    }

    @Test
    void alertsOnChangedScores() {
        VersionChange detector = new VersionChange(USUAL);
        feed(detector, "v1", 600, .5, 0, 4);

        assertThat(feed(detector, "v2", 500, .5, .3, 5))
                .singleElement()
                .isInstanceOfSatisfying(
                        Alert.class,
                        alert -> assertThat(alert.statistics().name()).isEqualTo("psi"));
    }

    @Test
    void comparesEachChangeInTurn() {
        VersionChange detector = new VersionChange(USUAL);
        feed(detector, "v1", 500, .5, 0, 6);
        assertThat(feed(detector, "v2", 500, .8, 0, 7))
                .hasOnlyElementsOfType(Alert.class)
                .hasSize(1);
        assertThat(feed(detector, "v2", 500, .8, 0, 8)).isEmpty();
        assertThat(feed(detector, "v1", 500, .5, 0, 9))
                .hasOnlyElementsOfType(Alert.class)
                .hasSize(1);
    }

    @Test
    void saysWhereTheOldVersionDecidedTooLittle() {
        VersionChange detector = new VersionChange(USUAL);
        feed(detector, "v1", 40, .5, 0, 10);

        assertThat(feed(detector, "v2", 500, .1, 0, 11))
                .containsExactly(new InsufficientSample(List.of(new Need("reference", 40, 500)), List.of()));
    }

    @Test
    void dropsACandidateThatGoesQuiet() {
        VersionChange detector = new VersionChange(SMALL);
        feed(detector, "v1", 30, .5, 0, 12);
        feed(detector, "v2", 29, .5, 0, 13);
        // ten windows of the current version later the candidate is forgotten
        feed(detector, "v1", 300, .5, 0, 14);

        assertThat(feed(detector, "v2", 29, .5, 0, 15)).isEmpty();
        assertThat(feed(detector, "v2", 1, .5, 0, 16)).hasSize(1);
    }
}
