/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Hysteresis;
import io.affidavit.monitor.detect.StreamDetector;
import io.affidavit.monitor.detect.drift.NumericDrift.Measure;
import io.affidavit.monitor.detect.misuse.MissingApproval;
import io.affidavit.monitor.detect.misuse.RepeatedDenials;
import io.affidavit.monitor.detect.misuse.ToolSequences;
import io.affidavit.monitor.detect.rate.RateAnomaly;
import io.affidavit.monitor.detect.rate.SpendAnomaly;
import io.affidavit.monitor.detect.stream.Adwin;
import io.affidavit.monitor.detect.stream.EwmaChart;
import io.affidavit.monitor.detect.stream.PageHinkley;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/**
 * Counts the alarms of every detector, as it comes, on streams in which nothing changes. The table in docs/detectors.md is
 * this test's, from 2,000 streams each; with {@code -Plong} it holds ten times as many to the same budgets.
 */
class FalseAlarmTest {

    private static final boolean LONG = Boolean.getBoolean("affidavit.long");
    private static final int STREAMS = LONG ? 20_000 : 2_000;
    private static final int VALUES = 2_000;
    private static final int WINDOWS = 100;

    /** Alarms of one stream, and how often there could have been one. */
    private record Outcome(long alarms, long chances) {}

    /** @param budget most alarms of 1,000 chances */
    private record Case(
            String detector, String stream, String chance, double budget, Function<SplittableRandom, Outcome> run) {}

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Supplier<StreamDetector> adwin = () -> new Adwin(Adwin.Config.defaults());
        cases.add(values("ADWIN", "uniform 0 to 1", .002, adwin, Draws.UNIFORM));
        cases.add(values("ADWIN", "bits, half set", .002, adwin, Draws.bits(.5)));
        cases.add(values("ADWIN", "bits, 5 % set", .002, adwin, Draws.bits(.05)));
        cases.add(values("ADWIN", "normal", .01, adwin, Draws.NORMAL));
        Supplier<StreamDetector> hinkley = () -> new PageHinkley(PageHinkley.Config.defaults());
        cases.add(values("Page-Hinkley", "bits, 5 % set", .002, hinkley, Draws.bits(.05)));
        cases.add(values("Page-Hinkley", "uniform 0 to 1", .002, hinkley, Draws.UNIFORM));
        cases.add(values("Page-Hinkley", "bits, half set", .05, hinkley, Draws.bits(.5)));
        cases.add(values("Page-Hinkley", "normal", .7, hinkley, Draws.NORMAL));
        Supplier<StreamDetector> given = () -> new EwmaChart(EwmaChart.Config.known(.2, 3, 0, 1));
        Supplier<StreamDetector> learned = () -> new EwmaChart(EwmaChart.Config.defaults());
        cases.add(values("EWMA chart, given baseline", "normal", 2.2, given, Draws.NORMAL));
        cases.add(values("EWMA chart, learned baseline", "normal", 2.5, learned, Draws.NORMAL));
        cases.add(values("EWMA chart, learned baseline", "bits, half set", .3, learned, Draws.bits(.5)));
        cases.add(values("EWMA chart, learned baseline", "exponential", 7, learned, Draws.EXPONENTIAL));
        for (int n : new int[] {200, 1_000}) {
            cases.add(window(
                    "PSI",
                    n + " normal, 2,000 reference",
                    .5,
                    random -> Windows.numeric(random, Measure.PSI, n, Draws.NORMAL)));
            cases.add(window(
                    "Jensen-Shannon",
                    n + " normal, 2,000 reference",
                    .5,
                    random -> Windows.numeric(random, Measure.JENSEN_SHANNON, n, Draws.NORMAL)));
            cases.add(window(
                    "Categorical drift",
                    n + " of 5 categories, 2,000 reference",
                    8,
                    random -> Windows.categorical(random, n, 0)));
        }
        cases.add(window(
                "Quantile shift", "400 log-normal, 4,000 reference", 1, random -> Windows.quantiles(random, 400, 1)));
        cases.add(window(
                "Impact ratio", "2 groups of 300, rate .1", 30, random -> Windows.impact(random, .1, 1, 300, 300)));
        cases.add(window(
                "Impact ratio", "groups of 50 and 500, rate .1", 30, random -> Windows.impact(random, .1, 1, 50, 500)));
        cases.add(window(
                "Impact ratio",
                "2 groups of 1,000, rate .5",
                1,
                random -> Windows.impact(random, .5, 1, 1_000, 1_000)));
        cases.add(window(
                "Impact ratio",
                "5 groups of 200, rate .3",
                60,
                random -> Windows.impact(random, .3, 1, 200, 200, 200, 200, 200)));
        cases.add(new Case(
                "Impact ratio, 2 of 3 windows", "2 groups of 300, rate .1", "windows", 5, FalseAlarmTest::persistent));
        cases.add(window("Scoring-rate ratio", "2 groups of 300 scores", 8, random -> Windows.scoring(random, 300, 0)));
        cases.add(window(
                "Version change", "500 decisions, rate .3, scored", 12, random -> Windows.version(random, 0, 0)));
        cases.add(counts("Rate anomaly", "Poisson, mean 20", .5, random -> Draws.poisson(random, 20)));
        cases.add(counts(
                "Rate anomaly",
                "negative binomial, mean 20, variance 60",
                1,
                random -> Draws.scattered(random, 20, 10)));
        cases.add(counts("Rate anomaly", "Poisson, mean .2", 1, random -> Draws.poisson(random, .2)));
        cases.add(new Case("Spend anomaly", "log-normal, sigma .3", "windows", 1, FalseAlarmTest::spend));
        cases.add(new Case("Tool sequences", "a workflow with two branches", "calls", 2, FalseAlarmTest::workflow));
        cases.add(new Case("Tool sequences", "5 tools at random, uneven", "calls", 60, FalseAlarmTest::tools));
        cases.add(new Case("Repeated denials", "6 an hour at random", "denials", 20, FalseAlarmTest::denials));
        cases.add(new Case(
                "Missing approval", "approved after 3 minutes on average", "calls", 9, FalseAlarmTest::approvals));
        return cases;
    }

    private static Case values(
            String name,
            String stream,
            double budget,
            Supplier<StreamDetector> detector,
            ToDoubleFunction<SplittableRandom> draw) {
        return new Case(name, stream, "values", budget, random -> {
            StreamDetector fresh = detector.get();
            long alarms = 0;
            for (int i = 0; i < VALUES; i++) {
                alarms += fresh.update(draw.applyAsDouble(random)) ? 1 : 0;
            }
            return new Outcome(alarms, VALUES);
        });
    }

    private static Case window(
            String name, String stream, double budget, Function<SplittableRandom, Assessment> window) {
        return new Case(
                name,
                stream,
                "windows",
                budget,
                random -> new Outcome(window.apply(random) instanceof Alert ? 1 : 0, 1));
    }

    private static Case counts(String name, String stream, double budget, ToLongFunction<SplittableRandom> draw) {
        return new Case(name, stream, "windows", budget, random -> {
            RateAnomaly detector = new RateAnomaly(RateAnomaly.Config.defaults());
            long alarms = 0;
            for (int i = 0; i < WINDOWS; i++) {
                alarms += detector.add(draw.applyAsLong(random)) instanceof Alert ? 1 : 0;
            }
            return new Outcome(alarms, WINDOWS);
        });
    }

    private static Outcome spend(SplittableRandom random) {
        SpendAnomaly detector = new SpendAnomaly(SpendAnomaly.Config.in(.01));
        long alarms = 0;
        for (int i = 0; i < WINDOWS; i++) {
            alarms += detector.add(Draws.lognormal(50, .3).applyAsDouble(random)) instanceof Alert ? 1 : 0;
        }
        return new Outcome(alarms, WINDOWS);
    }

    private static Outcome persistent(SplittableRandom random) {
        Hysteresis hysteresis = new Hysteresis(2, 3, 2);
        long raised = 0;
        for (int i = 0; i < 10; i++) {
            raised += hysteresis.update(Windows.impact(random, .1, 1, 300, 300)) == Hysteresis.Change.RAISED ? 1 : 0;
        }
        return new Outcome(raised, 10);
    }

    private static Outcome workflow(SplittableRandom random) {
        ToolSequences detector = new ToolSequences(ToolSequences.Config.defaults());
        long alarms = 0;
        for (int i = 0; i < 100; i++) {
            detector.pause("agent");
            String[] calls = {
                "search",
                "read",
                random.nextInt(5) == 0 ? "search" : "summarise",
                random.nextInt(8) == 0 ? "ask" : "answer",
                "close"
            };
            for (String call : calls) {
                alarms += detector.add("agent", call) instanceof Alert ? 1 : 0;
            }
        }
        return new Outcome(alarms, 500);
    }

    private static Outcome tools(SplittableRandom random) {
        ToolSequences detector = new ToolSequences(ToolSequences.Config.defaults());
        long alarms = 0;
        for (int i = 0; i < 500; i++) {
            // shares of a half, a quarter and so on
            int tool = Math.min(4, Integer.numberOfTrailingZeros(random.nextInt() | 16));
            alarms += detector.add("agent", "tool-" + tool) instanceof Alert ? 1 : 0;
        }
        return new Outcome(alarms, 500);
    }

    private static Outcome denials(SplittableRandom random) {
        RepeatedDenials detector = new RepeatedDenials(RepeatedDenials.Config.defaults());
        long alarms = 0;
        double time = 0;
        for (int i = 0; i < 100; i++) {
            time += 600_000 * random.nextExponential();
            alarms += detector.add("actor", (long) time) instanceof Alert ? 1 : 0;
        }
        return new Outcome(alarms, 100);
    }

    private static Outcome approvals(SplittableRandom random) {
        MissingApproval detector = new MissingApproval(MissingApproval.Config.defaults());
        for (int i = 0; i < 100; i++) {
            detector.call("call-" + i, i * 1_000L, i);
            detector.approve("call-" + i, i * 1_000L + (long) (180_000 * random.nextExponential()));
        }
        return new Outcome(detector.advance(Long.MAX_VALUE).size(), 100);
    }

    @Test
    void staysWithinItsBudgets() {
        StringBuilder table =
                new StringBuilder("| detector | stationary stream | alarms of 1,000 | streams with an alarm |\n");
        table.append("|---|---|---|---|\n");
        List<Case> cases = cases();
        for (int seed = 0; seed < cases.size(); seed++) {
            Case each = cases.get(seed);
            SplittableRandom random = new SplittableRandom(seed);
            long alarms = 0;
            long chances = 0;
            int alarmed = 0;
            for (int stream = 0; stream < STREAMS; stream++) {
                Outcome outcome = each.run().apply(random.split());
                alarms += outcome.alarms();
                chances += outcome.chances();
                alarmed += outcome.alarms() > 0 ? 1 : 0;
            }
            double rate = 1_000.0 * alarms / chances;
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.3f %s | %.2f %% |\n",
                    each.detector(),
                    each.stream(),
                    rate,
                    each.chance(),
                    100.0 * alarmed / STREAMS));
            assertThat(rate)
                    .as("%s on %s, alarms of 1,000 %s", each.detector(), each.stream(), each.chance())
                    .isLessThanOrEqualTo(each.budget());
        }
        if (!LONG) {
            DocsTable.assertCurrent("false-alarms", table.toString());
        }
    }
}
