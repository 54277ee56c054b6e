/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.fairness.ImpactRatio;

/** Rates of favourable outcomes by group, window by window. */
final class ImpactSensor extends WindowSensor<ImpactRatio> {

    private final Values outcome;
    private final Groups groups;
    private final ImpactRatio.Config config;

    ImpactSensor(Values outcome, Groups groups, ImpactRatio.Config config) {
        this.outcome = outcome;
        this.groups = groups;
        this.config = config;
    }

    @Override
    public Taken take(Event event, long start) {
        if (!event.values().present(outcome.field())) {
            return Taken.UNUSABLE;
        }
        boolean favourable = outcome.favourable(event.values());
        window(start).add(groups.of(event.values()), favourable);
        return favourable ? Taken.COUNTED : Taken.TELLING;
    }

    @Override
    ImpactRatio begin() {
        return new ImpactRatio(config);
    }

    @Override
    Assessment judge(ImpactRatio window) {
        return window.assess();
    }

    @Override
    void saveWindow(ImpactRatio window, StateWriter writer) {
        window.save(writer);
    }

    @Override
    ImpactRatio loadWindow(StateReader reader) {
        return ImpactRatio.restore(config, reader);
    }
}
