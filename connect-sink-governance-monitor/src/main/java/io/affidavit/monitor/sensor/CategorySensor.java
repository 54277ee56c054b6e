/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.drift.CategoricalDrift;

/** Windows of categories against the first values that came, which are in no window. */
final class CategorySensor extends WindowSensor<CategoricalDrift> {

    private final int field;
    private final int learning;
    private final CategoricalDrift.Config config;
    private CategoricalDrift reference;

    CategorySensor(int field, int learning, CategoricalDrift.Config config) {
        this.field = field;
        this.learning = learning;
        this.config = config;
        this.reference = new CategoricalDrift(config);
    }

    @Override
    public Taken take(Event event, long start) {
        if (!event.values().present(field)) {
            return Taken.UNUSABLE;
        }
        String category = event.values().text(field);
        if (reference.total() < learning) {
            reference.add(category);
        } else {
            window(start).add(category);
        }
        return Taken.COUNTED;
    }

    @Override
    CategoricalDrift begin() {
        return new CategoricalDrift(config);
    }

    @Override
    Assessment judge(CategoricalDrift window) {
        return reference.total() < learning
                ? new InsufficientSample(reference.total(), learning)
                : window.assess(reference);
    }

    @Override
    void saveWindow(CategoricalDrift window, StateWriter writer) {
        window.save(writer);
    }

    @Override
    CategoricalDrift loadWindow(StateReader reader) {
        return CategoricalDrift.restore(config, reader);
    }

    @Override
    public void save(StateWriter writer) {
        reference.save(writer);
        super.save(writer);
    }

    @Override
    public void load(StateReader reader) {
        reference = CategoricalDrift.restore(config, reader);
        super.load(reader);
    }
}
