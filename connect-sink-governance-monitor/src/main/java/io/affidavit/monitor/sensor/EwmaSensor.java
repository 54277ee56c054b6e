/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Inputs;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.stream.EwmaChart;

/** A control chart of the windows' means: charts are made for samples, and would sound at every few hundredth record. */
final class EwmaSensor extends WindowSensor<double[]> {

    private static final int SUM = 0;
    private static final int COUNT = 1;

    private final Values input;
    private final EwmaChart.Config config;
    private EwmaChart chart;

    EwmaSensor(Values input, EwmaChart.Config config) {
        this.input = input;
        this.config = config;
        this.chart = new EwmaChart(config);
    }

    @Override
    public Taken take(Event event, long start) {
        double value = input.of(event.values());
        if (!Inputs.usable(value)) {
            return Taken.UNUSABLE;
        }
        double[] window = window(start);
        window[SUM] += value;
        window[COUNT]++;
        return input.outcome() && value == 0 ? Taken.TELLING : Taken.COUNTED;
    }

    @Override
    double[] begin() {
        return new double[2];
    }

    @Override
    Assessment judge(double[] window) {
        double mean = window[SUM] / window[COUNT];
        if (!Inputs.usable(mean)) {
            return new InsufficientSample((long) window[COUNT], 1);
        }
        chart.update(mean);
        return chart.assess();
    }

    @Override
    void saveWindow(double[] window, StateWriter writer) {
        Doubles.save(window, writer);
    }

    @Override
    double[] loadWindow(StateReader reader) {
        return Doubles.load(2, reader);
    }

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        chart.save(writer);
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        chart = EwmaChart.restore(config, reader);
    }
}
