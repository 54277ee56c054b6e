/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Inputs;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.drift.QuantileShift;
import io.affidavit.monitor.detect.math.Significance;

/**
 * A quantile of each window against a limit, or where there is none against the first values that came. Over a limit counts
 * only what a binomial share of values above it does not explain (normal approximation, two-sided p).
 */
final class QuantileSensor extends WindowSensor<QuantileShift> {

    private final Values input;
    private final double limit;
    private final int learning;
    private final QuantileShift.Config config;
    private QuantileShift reference;

    /** @param limit NaN for a reference that is learnt from so many values */
    QuantileSensor(Values input, double limit, int learning, QuantileShift.Config config) {
        this.input = input;
        this.limit = limit;
        this.learning = Double.isNaN(limit) ? learning : 0;
        this.config = config;
        this.reference = new QuantileShift(config);
    }

    @Override
    public Taken take(Event event, long start) {
        double value = input.of(event.values());
        if (!Inputs.usable(value)) {
            return Taken.UNUSABLE;
        }
        if (reference.total() < learning) {
            reference.add(value);
            return Taken.COUNTED;
        }
        window(start).add(value);
        return value > limit ? Taken.TELLING : Taken.COUNTED;
    }

    @Override
    QuantileShift begin() {
        return new QuantileShift(config);
    }

    @Override
    Assessment judge(QuantileShift window) {
        if (reference.total() < learning) {
            return new InsufficientSample(reference.total(), learning);
        }
        return Double.isNaN(limit) ? window.assess(reference) : againstLimit(window);
    }

    private Assessment againstLimit(QuantileShift window) {
        long count = window.total();
        if (count < config.need()) {
            return new InsufficientSample(count, config.need());
        }
        double value = window.quantile(config.quantile());
        double expected = 1 - config.quantile();
        double share = (double) window.above(limit) / count;
        double z = (share - expected) / Math.sqrt(expected * (1 - expected) / count);
        Statistics figure =
                Statistics.of("quantile", value, limit, count).significant(z > 0 ? Significance.ofNormal(z) : 1);
        return value > limit && figure.pValue() < config.significance() ? new Alert(figure) : new Normal(figure);
    }

    @Override
    void saveWindow(QuantileShift window, StateWriter writer) {
        window.save(writer);
    }

    @Override
    QuantileShift loadWindow(StateReader reader) {
        return QuantileShift.restore(config, reader);
    }

    @Override
    public void save(StateWriter writer) {
        reference.save(writer);
        super.save(writer);
    }

    @Override
    public void load(StateReader reader) {
        reference = QuantileShift.restore(config, reader);
        super.load(reader);
    }
}
