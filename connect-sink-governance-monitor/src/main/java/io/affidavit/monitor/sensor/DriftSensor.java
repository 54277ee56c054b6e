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
import io.affidavit.monitor.detect.drift.Bins;
import io.affidavit.monitor.detect.drift.NumericDrift;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Windows of numbers against a reference by PSI or Jensen-Shannon distance. The reference is the policy's, or the first values
 * that come; those then are in no window.
 */
final class DriftSensor extends WindowSensor<NumericDrift> {

    private static final int BINS = 10;

    private final Values input;
    private final int learning;
    private final Function<Bins, NumericDrift.Config> configs;
    private final boolean given;
    private double[] learnt;
    private int held;
    private NumericDrift.Config config;
    private NumericDrift reference;

    /** @param given edges of bins that held equal shares; empty where the reference is learnt */
    DriftSensor(Values input, double[] given, int learning, Function<Bins, NumericDrift.Config> configs) {
        this.input = input;
        this.learning = learning;
        this.configs = configs;
        this.given = given.length > 0;
        if (this.given) {
            freeze(Bins.between(given));
            addEqualShares(given);
        } else {
            this.learnt = new double[0];
        }
    }

    private void freeze(Bins bins) {
        config = configs.apply(bins);
        reference = new NumericDrift(config);
        learnt = null;
    }

    private void addEqualShares(double[] edges) {
        int each = Math.max(1, learning / (edges.length + 1));
        for (int bin = 0; bin <= edges.length; bin++) {
            double value = bin < edges.length ? edges[bin] : Math.nextUp(edges[edges.length - 1]);
            for (int i = 0; i < each; i++) {
                reference.add(value);
            }
        }
    }

    @Override
    public Taken take(Event event, long start) {
        double value = input.of(event.values());
        if (!Inputs.usable(value)) {
            return Taken.UNUSABLE;
        }
        if (reference == null) {
            learn(value);
        } else {
            window(start).add(value);
        }
        return Taken.COUNTED;
    }

    private void learn(double value) {
        if (held == learnt.length) {
            learnt = Arrays.copyOf(learnt, Math.min(learning, Math.max(64, 2 * held)));
        }
        learnt[held++] = value;
        if (held == learning) {
            double[] values = learnt;
            freeze(Bins.ofQuantiles(values, BINS));
            for (double each : values) {
                reference.add(each);
            }
        }
    }

    @Override
    NumericDrift begin() {
        return reference == null ? null : new NumericDrift(config);
    }

    @Override
    Assessment judge(NumericDrift window) {
        return window == null ? new InsufficientSample(held, learning) : window.assess(reference);
    }

    @Override
    void saveWindow(NumericDrift window, StateWriter writer) {
        window.save(writer);
    }

    @Override
    NumericDrift loadWindow(StateReader reader) {
        return NumericDrift.restore(config, reader);
    }

    @Override
    public void save(StateWriter writer) {
        if (!given) {
            writer.writeBoolean(reference != null);
            if (reference == null) {
                writer.writeInt(held);
                Doubles.save(Arrays.copyOf(learnt, held), writer);
                return;
            }
            double[] edges = config.bins().edges();
            writer.writeInt(edges.length);
            Doubles.save(edges, writer);
            reference.save(writer);
        }
        super.save(writer);
    }

    @Override
    public void load(StateReader reader) {
        if (!given) {
            if (!reader.readBoolean()) {
                held = reader.readInt(0, learning);
                learnt = Doubles.load(held, reader);
                return;
            }
            freeze(Bins.between(Doubles.load(reader.readInt(1, BINS), reader)));
            reference = NumericDrift.restore(config, reader);
        }
        super.load(reader);
    }
}
