/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.stream.EwmaChart.Config;
import io.affidavit.monitor.detect.testing.DetectorContract;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EwmaChartTest extends DetectorContract<EwmaChart> {

    private static final Config SMALL = Config.learning(.3, 2, 20);

    @Override
    protected EwmaChart fresh() {
        return new EwmaChart(SMALL);
    }

    @Override
    protected EwmaChart restore(StateReader reader) {
        return EwmaChart.restore(SMALL, reader);
    }

    @Override
    protected Object step(EwmaChart detector, SplittableRandom random) {
        double value = random.nextInt(30) == 0 ? Double.NaN : random.nextDouble();
        return List.of(detector.update(value), detector.assess(), detector.level());
    }

    // NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.4: mean 50, sigma 2.0539, lambda .3, k 3
    @Test
    void drawsTheChartOfTheNistHandbook() {
        double[] data = {
            52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4,
            53.6, 52.1
        };
        double[] levels = {
            50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38,
            49.92, 50.73, 51.23, 51.94, 51.99
        };
        EwmaChart chart = new EwmaChart(Config.known(.3, 3, 50, 2.0539));

        for (int i = 0; i < data.length; i++) {
            assertThat(chart.update(data[i])).isFalse();
            assertThat(chart.level()).isCloseTo(levels[i], within(.0051));
        }
        // its constant limits are those that the exact ones approach
        assertThat(50 + chart.bound()).isCloseTo(52.5884, within(.003));
        assertThat(50 - chart.bound()).isCloseTo(47.4115, within(.003));
    }

    // Montgomery, Introduction to Statistical Quality Control, example 9.2: mean 10, sigma 1, lambda .1, L 2.7;
    // limits 10.27 and 10.36 at the first two samples, 10.62 in the end; z = 10.6468 at sample 29 is out of them
    @Test
    void drawsTheChartOfMontgomery() {
        double[] data = {
            9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51, 9.40, 10.08, 9.37,
            10.62, 10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31
        };
        EwmaChart chart = new EwmaChart(Config.known(.1, 2.7, 10, 1));

        for (int i = 0; i < data.length; i++) {
            assertThat(chart.update(data[i])).as("sample %d", i + 1).isEqualTo(i == 28);
            if (i < 2) {
                assertThat(chart.bound()).isCloseTo(i == 0 ? .27 : .36, within(.005));
            }
        }
        assertThat(chart.level()).isCloseTo(10.6468, within(5e-5));
        assertThat(chart.bound()).isCloseTo(.62, within(.005));
    }

    // Lucas and Saccucci 1990: lambda .2 with L 2.962 runs about 500 values in control, and 10.5 after a shift of one
    // sigma
    // (constant limits; the exact ones are a little faster)
    @Test
    void runsAsLongAsTheTablesSay() {
        assertThat(averageRun(0, 3_000)).isCloseTo(500, within(40.0));
        assertThat(averageRun(1, 3_000)).isBetween(8.5, 10.7);
    }

    private static double averageRun(double shift, int runs) {
        SplittableRandom random = new SplittableRandom(21);
        long values = 0;
        for (int run = 0; run < runs; run++) {
            EwmaChart chart = new EwmaChart(Config.known(.2, 2.962, 0, 1));
            do {
                values++;
            } while (!chart.update(shift + random.nextGaussian()));
        }
        return (double) values / runs;
    }

    @Test
    void findsNothingInAConstantStream() {
        EwmaChart chart = new EwmaChart(Config.defaults());
        for (int i = 0; i < 1_000; i++) {
            assertThat(chart.update(.1)).isFalse();
        }
        // nothing else than .1 has ever been seen
        assertThat(chart.update(.2)).isTrue();
    }

    @Test
    void learnsItsBaselineFirst() {
        EwmaChart chart = new EwmaChart(Config.learning(.2, 3, 4));
        for (double value : new double[] {1, 1000, -1000, 3}) {
            assertThat(chart.assess()).isInstanceOf(InsufficientSample.class);
            assertThat(chart.update(value)).isFalse();
        }

        // standard deviation of 1, 1000, -1000 and 3 with n - 1
        assertThat(chart.mean()).isCloseTo(1, within(1e-12));
        assertThat(chart.sigma()).isCloseTo(Math.sqrt((999.0 * 999 + 1001.0 * 1001 + 4) / 3), within(1e-9));
    }
}
