/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.InsufficientSample.Need;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.Warning;
import io.affidavit.monitor.detect.drift.NumericDrift.Config;
import io.affidavit.monitor.detect.testing.MergeableContract;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumericDriftTest extends MergeableContract<NumericDrift> {

    private static final Bins DECILES = Bins.between(.1, .2, .3, .4, .5, .6, .7, .8, .9);
    private static final Config PSI = Config.psi(DECILES);
    private static final NumericDrift REFERENCE =
            NumericDrift.of(PSI, new long[] {1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000});

    @Override
    protected NumericDrift fresh() {
        return new NumericDrift(PSI);
    }

    @Override
    protected NumericDrift restore(StateReader reader) {
        return NumericDrift.restore(PSI, reader);
    }

    @Override
    protected Object step(NumericDrift detector, SplittableRandom random) {
        detector.add(random.nextInt(30) == 0 ? Double.NaN : random.nextDouble());
        return List.of(detector.assess(REFERENCE), detector.total());
    }

    @Override
    protected void merge(NumericDrift into, NumericDrift other) {
        into.merge(other);
    }

    // numpy 2.4.6 and scipy 1.17.1: spatial.distance.jensenshannon(base=2), stats.chi2.sf
    @Test
    void computesBothFigures() {
        NumericDrift window = NumericDrift.of(PSI, new long[] {120, 80, 100, 90, 110, 95, 105, 130, 70, 100});

        Assessment assessment = window.assess(REFERENCE);

        assertThat(assessment).isInstanceOf(Normal.class);
        Statistics psi = assessment.details().get(0);
        assertThat(psi.name()).isEqualTo("psi");
        assertThat(psi.effect()).isCloseTo(.029187602661756414, within(1e-12));
        assertThat(psi.pValue()).isCloseTo(.0016695715821896922, within(1e-9));
        assertThat(psi.n()).isEqualTo(1000);
        assertThat(psi.referenceN()).isEqualTo(10_000);
        Statistics distance = assessment.details().get(1);
        assertThat(distance.name()).isEqualTo("js_distance");
        assertThat(distance.effect()).isCloseTo(.07243371459294842, within(1e-12));
        assertThat(distance.pValue()).isCloseTo(.0017245214452288812, within(1e-9));
    }

    @Test
    void raisesEmptyBinsToTheFloor() {
        Config fifths = Config.psi(Bins.between(1, 2, 3, 4));
        NumericDrift window = NumericDrift.of(fifths, new long[] {300, 0, 100, 200, 400});
        NumericDrift reference = NumericDrift.of(fifths, new long[] {200, 200, 200, 200, 200});

        List<Statistics> figures = window.assess(reference).details();

        assertThat(figures.get(0).effect()).isCloseTo(1.7679110666412625, within(1e-12));
        assertThat(figures.get(1).effect()).isCloseTo(.3795118259841352, within(1e-12));
        assertThat(window.assess(reference)).isInstanceOf(Alert.class);
    }

    @Test
    void alertsOnlyAboveTheNoiseOfItsSample() {
        Config eager = new Config(DECILES, NumericDrift.Measure.PSI, .1, .25, 20, 1e-4, .99);
        // shares of 2 to 18 in 100 have a PSI of about .3 whatever the sample
        long[] shares = {18, 16, 14, 12, 10, 10, 8, 6, 4, 2};

        assertThat(NumericDrift.of(eager, shares).assess(uniform(eager, 5))).isInstanceOf(Normal.class);
        assertThat(NumericDrift.of(eager, times(shares, 10)).assess(uniform(eager, 1000)))
                .isInstanceOf(Alert.class);
    }

    @Test
    void decidesByTheMeasureAskedFor() {
        Config js = Config.jensenShannon(DECILES);
        long[] shares = {160, 140, 120, 110, 100, 100, 90, 80, 60, 40};

        assertThat(NumericDrift.of(js, shares).assess(uniform(js, 1000)))
                .isInstanceOfSatisfying(
                        Warning.class,
                        warning -> assertThat(warning.statistics().name()).isEqualTo("js_distance"));
    }

    private static NumericDrift uniform(Config config, long each) {
        long[] counts = new long[10];
        java.util.Arrays.fill(counts, each);
        return NumericDrift.of(config, counts);
    }

    private static long[] times(long[] counts, long factor) {
        return java.util.Arrays.stream(counts).map(count -> count * factor).toArray();
    }

    @Test
    void saysWhichSampleIsTooSmall() {
        NumericDrift window = new NumericDrift(PSI);
        window.add(.5);

        assertThat(window.assess(new NumericDrift(PSI)))
                .isEqualTo(new InsufficientSample(
                        List.of(new Need("", 1, 200), new Need("reference", 0, 200)), List.of()));
    }

    @Test
    void comparesOnlyEqualBins() {
        NumericDrift other = new NumericDrift(Config.psi(Bins.between(1)));

        assertThatThrownBy(() -> REFERENCE.assess(other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NumericDrift(PSI).merge(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closesBinsOnTheRight() {
        Bins bins = Bins.between(1, 2);

        assertThat(new int[] {bins.of(-9), bins.of(1), bins.of(1.5), bins.of(2), bins.of(2.01)})
                .containsExactly(0, 0, 1, 1, 2);
    }

    // numpy.quantile of the same ten numbers at .1 to .9
    @Test
    void freezesBinsAtTheReferencesDeciles() {
        double[] reference = {1, 2, 3, 4, 10, 20, 30.5, 7, 8, 9.25};
        double[] deciles = {
            1.9, 2.8, 3.6999999999999997, 5.800000000000001, 7.5, 8.5, 9.475, 12.000000000000002, 21.049999999999997
        };

        Bins bins = Bins.ofQuantiles(reference, 10);

        for (int i = 0; i < deciles.length; i++) {
            assertThat(bins.of(deciles[i] - 1e-9)).isEqualTo(i);
            assertThat(bins.of(deciles[i] + 1e-9)).isEqualTo(i + 1);
        }
    }

    @Test
    void keepsOneEdgeWhereAValueFillsManyBins() {
        double[] reference = {0, 0, 0, 0, 0, 0, 0, 1, 2, 3};

        assertThat(Bins.ofQuantiles(reference, 10).count()).isLessThan(6).isGreaterThan(2);
        assertThatThrownBy(() -> Bins.between(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bins.between(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
