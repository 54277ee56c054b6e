/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.drift.CategoricalDrift.Config;
import io.affidavit.monitor.detect.testing.MergeableContract;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CategoricalDriftTest extends MergeableContract<CategoricalDrift> {

    private static final Config SMALL = new Config(8, 20, .05, .1, .01, .01);
    private static final CategoricalDrift REFERENCE = of(SMALL, 100, 100, 50, 50);

    @Override
    protected CategoricalDrift fresh() {
        return new CategoricalDrift(SMALL);
    }

    @Override
    protected CategoricalDrift restore(StateReader reader) {
        return CategoricalDrift.restore(SMALL, reader);
    }

    @Override
    protected Object step(CategoricalDrift detector, SplittableRandom random) {
        detector.add(random.nextInt(20) == 0 ? null : random.nextInt(9) == 0 ? CANARY : "c" + random.nextInt(5));
        return List.of(detector.assess(REFERENCE), detector.total());
    }

    @Override
    protected void merge(CategoricalDrift into, CategoricalDrift other) {
        into.merge(other);
    }

    /** So many of c0, c1 and so on. */
    private static CategoricalDrift of(Config config, int... counts) {
        CategoricalDrift detector = new CategoricalDrift(config);
        for (int category = 0; category < counts.length; category++) {
            for (int i = 0; i < counts[category]; i++) {
                detector.add("c" + category);
            }
        }
        return detector;
    }

    // scipy 1.17.1: stats.chi2_contingency([[120, 90, 60, 30], [100, 100, 50, 50]], correction=False)
    @Test
    void testsHomogeneity() {
        Statistics shares =
                of(SMALL, 120, 90, 60, 30).assess(REFERENCE).details().get(0);

        assertThat(shares.name()).isEqualTo("l_infinity");
        assertThat(shares.pValue()).isCloseTo(.04105145964139383, within(1e-12));
        assertThat(shares.effect()).isCloseTo(20 / 300.0, within(1e-12));
        assertThat(shares.group()).isEqualTo("c0");
    }

    @Test
    void alertsOnAShareThatChangedBeyondChance() {
        assertThat(of(SMALL, 180, 60, 30, 30).assess(REFERENCE))
                .isInstanceOfSatisfying(
                        Alert.class,
                        alert -> assertThat(alert.statistics().name()).isEqualTo("l_infinity"));
        // the same shares in a tenth of the sample are chance
        assertThat(of(SMALL, 18, 6, 3, 3).assess(REFERENCE)).isInstanceOf(Normal.class);
    }

    @Test
    void alertsOnCategoriesTheReferenceNeverHad() {
        assertThat(of(SMALL, 97, 100, 50, 48, 10).assess(REFERENCE)).isInstanceOfSatisfying(Alert.class, alert -> {
            assertThat(alert.statistics().name()).isEqualTo("unseen_categories");
            assertThat(alert.statistics().effect()).isCloseTo(10 / 305.0, within(1e-12));
        });
        // three of three hundred may well have been missed before
        assertThat(of(SMALL, 99, 99, 50, 49, 3).assess(REFERENCE)).isInstanceOf(Normal.class);
    }

    @Test
    void poolsCellsTooSmallForChiSquare() {
        CategoricalDrift reference = of(SMALL, 200, 95, 1, 1, 1, 1, 1);

        // twelve observations of five rare categories are one cell, expected at 8.5
        Statistics shares =
                of(SMALL, 190, 98, 3, 2, 3, 2, 2).assess(reference).details().get(0);

        // scipy: stats.chi2_contingency([[190, 98, 12], [200, 95, 5]], correction=False)
        assertThat(shares.pValue()).isCloseTo(.20337623092550403, within(1e-9));
    }

    @Test
    void countsWhatFindsNoPlaceTogether() {
        Config two = new Config(2, 20, .05, .1, .01, .01);
        CategoricalDrift window = of(two, 100, 100, 50, 50);

        assertThat(window.total()).isEqualTo(300);
        assertThat(window.assess(of(two, 100, 100, 50, 50))).isInstanceOf(Normal.class);
        assertThat((long) bytes(window).length).isLessThanOrEqualTo(window.stateBytes());
    }

    @Test
    void boundsLongNames() {
        CategoricalDrift window = new CategoricalDrift(SMALL);
        window.add("\uD83D\uDE00".repeat(5_000));
        window.add("\uD83D\uDE00".repeat(6_000));

        assertThat(window.total()).isEqualTo(2);
        assertThat((long) bytes(window).length).isLessThan(300);
        assertThat(bytes(CategoricalDrift.restore(SMALL, new StateReader(bytes(window)))))
                .isEqualTo(bytes(window));
    }
}
