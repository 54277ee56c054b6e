/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.fairness.ScoringRate.Config;
import io.affidavit.monitor.detect.testing.MergeableContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScoringRateTest extends MergeableContract<ScoringRate> {

    private static final Config CONFIG = Config.of(FairnessProfile.NYC_LL144);

    @Override
    protected ScoringRate fresh() {
        return new ScoringRate(CONFIG);
    }

    @Override
    protected ScoringRate restore(StateReader reader) {
        return ScoringRate.restore(CONFIG, reader);
    }

    @Override
    protected Object step(ScoringRate detector, SplittableRandom random) {
        int group = random.nextInt(10);
        detector.add(
                group == 0 ? null : group == 1 ? CANARY : "g" + group % 2,
                random.nextInt(30) == 0 ? Double.NaN : random.nextInt(300, 850));
        return List.of(detector.assess());
    }

    @Override
    protected void merge(ScoringRate into, ScoringRate other) {
        into.merge(other);
    }

    @Test
    void countsScoresAboveTheMedianOfTheSample() {
        for (int seed = 0; seed < 10; seed++) {
            // Given scores of three groups, among them some of unknown group
            SplittableRandom random = new SplittableRandom(seed);
            ScoringRate detector = fresh();
            List<Integer> all = new ArrayList<>();
            List<List<Integer>> scores = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < 600 + seed; i++) {
                int group = random.nextInt(3);
                int score = random.nextInt(300, 850) - 40 * group;
                all.add(score);
                scores.get(group).add(score);
                detector.add(group == 2 ? null : "g" + group, score);
            }

            // When the rates above the median are counted one by one
            Collections.sort(all);
            int size = all.size();
            double median = (all.get((size - 1) / 2) + all.get(size / 2)) / 2.0;
            double first = share(scores.get(0), median);
            double second = share(scores.get(1), median);

            // Then the ratio is the same
            assertThat(detector.assess().details().get(0).effect())
                    .isCloseTo(Math.min(first, second) / Math.max(first, second), within(1e-12));
        }
    }

    private static double share(List<Integer> scores, double median) {
        return (double) scores.stream().filter(score -> score > median).count() / scores.size();
    }

    @Test
    void alertsWhereOneGroupScoresLower() {
        ScoringRate detector = fresh();
        for (int i = 0; i < 1_000; i++) {
            detector.add("a", 400 + i % 400);
            detector.add("b", 360 + i % 400);
        }

        Assessment assessment = detector.assess();

        assertThat(assessment).isInstanceOf(Alert.class);
        assertThat(((Alert) assessment).statistics())
                .returns("scoring_rate_ratio", Statistics::name)
                .returns("b", Statistics::group);
    }

    @Test
    void saysWhenThereIsNothingToCompare() {
        assertThat(fresh().assess()).isInstanceOf(InsufficientSample.class);
    }
}
