/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.StreamDetector;
import io.affidavit.monitor.detect.drift.NumericDrift.Measure;
import io.affidavit.monitor.detect.stream.Adwin;
import io.affidavit.monitor.detect.stream.EwmaChart;
import io.affidavit.monitor.detect.stream.PageHinkley;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Measures how soon changes are found, and writes the curves into docs/detectors.md. */
class DetectionDelayTest {

    private static final int RUNS = 1_000;
    private static final int BEFORE = 1_000;
    private static final int AFTER = 2_000;

    private final StringBuilder streams = new StringBuilder(
            "| detector | stream | change | found within 2,000 | median delay | delay of nine in ten |\n|---|---|---|---|---|---|\n");
    private final StringBuilder windows =
            new StringBuilder("| detector | window | change | found in the first window |\n|---|---|---|---|\n");

    /** Delays, in values after the change, of larger and larger changes; alarms before it are not counted. */
    private void curve(
            String name,
            String stream,
            Supplier<StreamDetector> detector,
            ToDoubleFunction<SplittableRandom> before,
            DoubleFunction<ToDoubleFunction<SplittableRandom>> after,
            String change,
            double... sizes) {
        int lastFound = 0;
        for (double size : sizes) {
            SplittableRandom random = new SplittableRandom(42);
            int[] delays = new int[RUNS];
            for (int run = 0; run < RUNS; run++) {
                delays[run] = delay(detector.get(), before, after.apply(size), random.split());
            }
            Arrays.sort(delays);
            int found =
                    (int) Arrays.stream(delays).filter(delay -> delay <= AFTER).count();
            streams.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.1f %% | %s | %s |\n",
                    name,
                    stream,
                    change.formatted(size),
                    100.0 * found / RUNS,
                    delay(delays[RUNS / 2]),
                    delay(delays[RUNS * 9 / 10])));
            // what is larger is found no less often, up to the noise of a thousand runs
            assertThat(found).as("%s, %s", name, change.formatted(size)).isGreaterThanOrEqualTo(lastFound - 30);
            lastFound = found;
        }
        assertThat(lastFound).as("%s finds the largest change", name).isGreaterThanOrEqualTo(RUNS * 99 / 100);
    }

    private static String delay(int delay) {
        return delay > AFTER ? "later" : String.format(Locale.ROOT, "%,d", delay);
    }

    private static int delay(
            StreamDetector detector,
            ToDoubleFunction<SplittableRandom> before,
            ToDoubleFunction<SplittableRandom> after,
            SplittableRandom random) {
        for (int i = 0; i < BEFORE; i++) {
            detector.update(before.applyAsDouble(random));
        }
        for (int i = 1; i <= AFTER; i++) {
            if (detector.update(after.applyAsDouble(random))) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    /** How often the first window after larger and larger changes alerts. */
    private void power(
            String name,
            String window,
            BiFunction<SplittableRandom, Double, Assessment> judged,
            String change,
            double... sizes) {
        int last = 0;
        for (double size : sizes) {
            SplittableRandom random = new SplittableRandom(43);
            int found = 0;
            for (int run = 0; run < RUNS; run++) {
                found += judged.apply(random.split(), size) instanceof Alert ? 1 : 0;
            }
            windows.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.1f %% |\n",
                    name,
                    window,
                    change.formatted(size),
                    100.0 * found / RUNS));
            assertThat(found).as("%s, %s", name, change.formatted(size)).isGreaterThanOrEqualTo(last - 30);
            last = found;
        }
        assertThat(last).as("%s finds the largest change", name).isGreaterThanOrEqualTo(RUNS * 95 / 100);
    }

    @Test
    void findsChangesOfStreams() {
        Supplier<StreamDetector> adwin = () -> new Adwin(Adwin.Config.defaults());
        Supplier<StreamDetector> hinkley = () -> new PageHinkley(PageHinkley.Config.defaults());
        Supplier<StreamDetector> chart = () -> new EwmaChart(EwmaChart.Config.defaults());
        curve("ADWIN", "bits, half set", adwin, Draws.bits(.5), Draws::bits, "to %.2f", .55, .6, .7, .9);
        curve("ADWIN", "bits, 5 % set", adwin, Draws.bits(.05), Draws::bits, "to %.2f", .08, .1, .2, .4);
        curve("ADWIN", "normal", adwin, Draws.NORMAL, Draws::shifted, "by %.2f sigma", .25, .5, 1, 2);
        curve("Page-Hinkley", "bits, half set", hinkley, Draws.bits(.5), Draws::bits, "to %.2f", .55, .6, .7, .9);
        curve("Page-Hinkley", "bits, 5 % set", hinkley, Draws.bits(.05), Draws::bits, "to %.2f", .08, .1, .2, .4);
        curve("EWMA chart", "normal", chart, Draws.NORMAL, Draws::shifted, "by %.2f sigma", .25, .5, 1, 2);
        DocsTable.assertCurrent("delays", streams.toString());
    }

    @Test
    void findsChangesInWindows() {
        for (int n : new int[] {200, 1_000}) {
            String window = n + " values";
            power(
                    "PSI",
                    window,
                    (random, size) -> Windows.numeric(random, Measure.PSI, n, Draws.shifted(size)),
                    "mean by %.2f sigma",
                    .25,
                    .5,
                    1);
            power(
                    "Jensen-Shannon",
                    window,
                    (random, size) -> Windows.numeric(random, Measure.JENSEN_SHANNON, n, Draws.shifted(size)),
                    "mean by %.2f sigma",
                    .25,
                    .5,
                    1);
            power(
                    "Categorical drift",
                    window,
                    (random, size) -> Windows.categorical(random, n, size),
                    "share by %.2f",
                    .05,
                    .1,
                    .2);
        }
        power(
                "Quantile shift",
                "400 values",
                (random, size) -> Windows.quantiles(random, 400, size),
                "times %.2f",
                1.25,
                1.5,
                2,
                3);
        for (int n : new int[] {100, 300, 1_000}) {
            power(
                    "Impact ratio",
                    "2 groups of " + n + ", rate .5",
                    (random, size) -> Windows.impact(random, .5, size, n, n),
                    "ratio %.2f",
                    .8,
                    .7,
                    .6,
                    .4);
        }
        power(
                "Scoring-rate ratio",
                "2 groups of 300",
                (random, size) -> Windows.scoring(random, 300, size),
                "lower by %.2f sigma",
                .1,
                .25,
                .5);
        power(
                "Version change",
                "500 decisions",
                (random, size) -> Windows.version(random, size, 0),
                "rate .3 up by %.2f",
                .05,
                .1,
                .2);
        power(
                "Version change",
                "500 decisions",
                (random, size) -> Windows.version(random, 0, size),
                "scores by %.2f sigma",
                .25,
                .5,
                1);
        power(
                "Rate anomaly",
                "mean 20, variance 60",
                (random, size) -> Windows.rate(random, 20, size),
                "times %.1f",
                2,
                4,
                8);
        power(
                "Spend anomaly",
                "log-normal, sigma .3",
                (random, size) -> Windows.spend(random, .3, size),
                "times %.1f",
                2,
                3,
                8);
        DocsTable.assertCurrent("power", windows.toString());
    }
}
