/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Detector;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.drift.Bins;
import io.affidavit.monitor.detect.drift.CategoricalDrift;
import io.affidavit.monitor.detect.drift.NumericDrift;
import io.affidavit.monitor.detect.drift.QuantileShift;
import io.affidavit.monitor.detect.fairness.FairnessProfile;
import io.affidavit.monitor.detect.fairness.ImpactRatio;
import io.affidavit.monitor.detect.fairness.ScoringRate;
import io.affidavit.monitor.detect.misuse.ToolSequences;
import io.affidavit.monitor.detect.stream.Adwin;
import io.affidavit.monitor.detect.stream.EwmaChart;
import io.affidavit.monitor.detect.stream.PageHinkley;
import io.affidavit.monitor.detect.version.VersionChange;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Detectors alone: each of 200 models has ten of them, whose windows end every 1,000 decisions. An update is one detector
 * taking one decision; judging windows, resetting them and their references are in the price.
 */
final class DetectorUpdates implements MonitorBenchmark.Part {

    private static final int MODELS = 200;
    private static final int DETECTORS = 10;
    private static final int WINDOW = 1_000;
    private static final int DECISIONS = 600_000;
    private static final int DRAWN = 1 << 16;
    private static final int RUNS = 5;
    private static final Bins DECILES = Bins.between(.1, .2, .3, .4, .5, .6, .7, .8, .9);

    private final double[] scores = new double[DRAWN];
    private final double[] latencies = new double[DRAWN];
    private final boolean[] approvals = new boolean[DRAWN];
    private final String[] groups = new String[DRAWN];
    private final String[] tools = new String[DRAWN];
    private long alerts;

    DetectorUpdates() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < DRAWN; i++) {
            scores[i] = random.nextDouble();
            latencies[i] = Math.exp(5 + .5 * random.nextGaussian());
            approvals[i] = random.nextInt(10) < 6;
            groups[i] = "group-" + random.nextInt(5);
            tools[i] = "tool-" + random.nextInt(4);
        }
    }

    /** The ten detectors of one model, with the references of its windows. */
    private static final class Model {

        private final Adwin adwin = new Adwin(Adwin.Config.defaults());
        private final PageHinkley hinkley = new PageHinkley(PageHinkley.Config.defaults());
        private final EwmaChart chart = new EwmaChart(EwmaChart.Config.defaults());
        private final NumericDrift drift = new NumericDrift(NumericDrift.Config.psi(DECILES));
        private final NumericDrift driftReference = new NumericDrift(NumericDrift.Config.psi(DECILES));
        private final CategoricalDrift categories = new CategoricalDrift(CategoricalDrift.Config.defaults());
        private final CategoricalDrift categoryReference = new CategoricalDrift(CategoricalDrift.Config.defaults());
        private final QuantileShift quantiles = new QuantileShift(QuantileShift.Config.defaults());
        private final QuantileShift quantileReference = new QuantileShift(QuantileShift.Config.defaults());
        private final ImpactRatio impact = new ImpactRatio(ImpactRatio.Config.of(FairnessProfile.FOUR_FIFTHS));
        private final ScoringRate scoring = new ScoringRate(ScoringRate.Config.of(FairnessProfile.NYC_LL144));
        private final VersionChange version = new VersionChange(VersionChange.Config.of(DECILES));
        private final ToolSequences sequences = new ToolSequences(ToolSequences.Config.defaults());
        private int decisions;

        List<Detector> all() {
            return List.of(adwin, hinkley, chart, drift, categories, quantiles, impact, scoring, version, sequences);
        }

        private long take(double score, double latency, boolean approved, String group, String tool) {
            long found = adwin.update(approved ? 1 : 0) ? 1 : 0;
            found += hinkley.update(score) ? 1 : 0;
            found += chart.update(latency) ? 1 : 0;
            drift.add(score);
            categories.add(tool);
            quantiles.add(latency);
            impact.add(group, approved);
            scoring.add(group, score);
            found += version.add("v1", approved, score).isPresent() ? 1 : 0;
            found += sequences.add("agent", tool) instanceof Alert ? 1 : 0;
            if (++decisions % WINDOW == 0) {
                found += close();
            }
            return found;
        }

        private long close() {
            if (decisions == WINDOW) {
                driftReference.merge(drift);
                categoryReference.merge(categories);
                quantileReference.merge(quantiles);
            }
            long found = drift.assess(driftReference) instanceof Alert ? 1 : 0;
            found += categories.assess(categoryReference) instanceof Alert ? 1 : 0;
            found += quantiles.assess(quantileReference) instanceof Alert ? 1 : 0;
            found += impact.assess() instanceof Alert ? 1 : 0;
            found += scoring.assess() instanceof Alert ? 1 : 0;
            List.of(drift, categories, quantiles, impact, scoring).forEach(Detector::reset);
            return found;
        }
    }

    @Override
    public void measure(Result result) throws Exception {
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < MODELS; i++) {
            models.add(new Model());
        }
        double[] rates = new double[RUNS];
        for (int run = -2; run < RUNS; run++) {
            double rate = (double) DECISIONS * DETECTORS / Cpu.thread(() -> feed(models));
            System.err.printf("detectors, run %d: %,.0f updates%n", run + 1, rate);
            if (run >= 0) {
                rates[run] = rate;
            }
        }
        if (alerts == 0) {
            throw new IllegalStateException("Cannot measure: no detector ever found anything.");
        }
        result.row("updates of ten detectors, 200 models", Cpu.median(rates))
                .row("state of ten detectors, bytes a model", bytes(models))
                .figure("detector_updates_per_cpu_s", Cpu.median(rates))
                .figure("detector_state_bytes_per_model", bytes(models));
    }

    private void feed(List<Model> models) {
        for (int i = 0; i < DECISIONS; i++) {
            int drawn = i & (DRAWN - 1);
            alerts += models.get(i % MODELS)
                    .take(scores[drawn], latencies[drawn], approvals[drawn], groups[drawn], tools[drawn]);
        }
    }

    private static double bytes(List<Model> models) {
        long bytes = 0;
        for (Model model : models) {
            StateWriter writer = new StateWriter();
            model.all().forEach(detector -> detector.save(writer));
            bytes += writer.size();
        }
        return (double) bytes / models.size();
    }
}
