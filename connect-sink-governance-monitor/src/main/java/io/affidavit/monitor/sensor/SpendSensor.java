/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Inputs;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.rate.SpendAnomaly;

/** How much is spent in each window, held against the windows before; windows without any spending count too. */
final class SpendSensor extends WindowSensor<double[]> {

    private final Values input;
    private final SpendAnomaly.Config config;
    private final Direction direction;
    private SpendAnomaly detector;

    SpendSensor(Values input, SpendAnomaly.Config config, Direction direction) {
        this.input = input;
        this.config = config;
        this.direction = direction;
        this.detector = new SpendAnomaly(config);
    }

    @Override
    public Taken take(Event event, long start) {
        double value = input.of(event.values());
        if (!Inputs.usable(value) || value < 0) {
            return Taken.UNUSABLE;
        }
        window(start)[0] += value;
        return Taken.COUNTED;
    }

    @Override
    public boolean wantsEmptyWindows() {
        return true;
    }

    @Override
    double[] begin() {
        return new double[1];
    }

    @Override
    Assessment judge(double[] window) {
        return direction.of(detector.add(window[0]));
    }

    @Override
    void saveWindow(double[] window, StateWriter writer) {
        Doubles.save(window, writer);
    }

    @Override
    double[] loadWindow(StateReader reader) {
        return Doubles.load(1, reader);
    }

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        detector.save(writer);
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        detector = SpendAnomaly.restore(config, reader);
    }
}
