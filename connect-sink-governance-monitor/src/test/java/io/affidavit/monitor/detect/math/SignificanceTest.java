/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against scipy 1.17.1: stats.fisher_exact, stats.norm, stats.chi2. */
class SignificanceTest {

    @ParameterizedTest
    @CsvSource({
        "8, 10, 1, 6, 0.034965034965034975",
        "3, 50, 20, 50, 8.129846995235715e-05",
        "1, 30, 9, 30, 0.012182915008697837",
        "12, 17, 29, 31, 0.08026855207410463",
        "0, 30, 5, 30, 0.052185548617305996"
    })
    void computesFishersExactTest(long a, long n, long b, long m, double p) {
        assertThat(Significance.fisher(a, n, b, m)).isCloseTo(p, within(p * 1e-9));
        assertThat(Significance.fisher(b, m, a, n)).isCloseTo(p, within(p * 1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "48, 80, 12, 60, 4.732863826479693, 2.21374012308886e-06",
        "480, 1000, 600, 1000, -5.3838190205816545, 7.292182531953517e-08",
        "120, 500, 180, 500, -4.140393356054125, 3.4671076872696536e-05"
    })
    void computesTheTestOfTwoProportions(long a, long n, long b, long m, double z, double p) {
        assertThat(Significance.zOfProportions(a, n, b, m)).isCloseTo(z, within(1e-12));
        assertThat(Significance.ofProportions(a, n, b, m)).isCloseTo(p, within(p * 1e-9));
    }

    @Test
    void takesFisherWhereACellIsExpectedBelowFive() {
        // 7 of 200 expect 3.5 on either side; 10 of 200 expect exactly 5
        assertThat(Significance.ofProportions(2, 100, 5, 100)).isEqualTo(Significance.fisher(2, 100, 5, 100));
        assertThat(Significance.ofProportions(98, 100, 95, 100)).isEqualTo(Significance.fisher(98, 100, 95, 100));
        assertThat(Significance.ofProportions(4, 100, 6, 100)).isEqualTo(Significance.pooledZ(4, 100, 6, 100));
        assertThat(Significance.pooledZ(4, 100, 6, 100)).isNotEqualTo(Significance.fisher(4, 100, 6, 100));
    }

    @Test
    void saysNothingWhereThereIsNothingToCompare() {
        assertThat(Significance.ofProportions(0, 0, 5, 10)).isEqualTo(1);
        assertThat(Significance.ofProportions(0, 50, 0, 60)).isEqualTo(1);
        assertThat(Significance.ofProportions(50, 50, 60, 60)).isEqualTo(1);
        assertThat(Significance.ofProportions(0, 3_000_000_000L, 0, 5)).isEqualTo(1);
    }

    @Test
    void knowsTheChiSquareDistribution() {
        assertThat(Significance.chiSquareQuantile(.99, 9)).isCloseTo(21.665994333461924, within(1e-10));
        assertThat(Significance.ofChiSquare(8.253588516746412, 3)).isCloseTo(.04105145964139383, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "12, 40, 48, 80, 0.3014329410455969, 0.8293718633829845",
        "15, 100, 30, 100, 0.28721945314795794, 0.8704145811154903",
        "0, 30, 5, 30, 0.00524841335174752, 1.5746592838701625"
    })
    void computesTheIntervalOfARatio(long a, long n, long b, long m, double low, double high) {
        RatioInterval interval = RatioInterval.of(a, n, b, m, .95);

        assertThat(interval.low()).isCloseTo(low, within(1e-9));
        assertThat(interval.high()).isCloseTo(high, within(1e-9));
    }

    @Test
    void givesAnIntervalEvenWhereAllOrNoneSucceed() {
        for (long a : new long[] {0, 30}) {
            for (long b : new long[] {0, 30}) {
                RatioInterval interval = RatioInterval.of(a, 30, b, 30, .95);
                assertThat(interval.low()).isPositive().isLessThan(interval.high());
                assertThat(interval.high()).isFinite();
            }
        }
    }
}
