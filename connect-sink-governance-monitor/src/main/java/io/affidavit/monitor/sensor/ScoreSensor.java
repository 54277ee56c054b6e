/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Inputs;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.fairness.ScoringRate;

/** Shares of scores above the median by group, window by window. */
final class ScoreSensor extends WindowSensor<ScoringRate> {

    private final Values score;
    private final Groups groups;
    private final ScoringRate.Config config;

    ScoreSensor(Values score, Groups groups, ScoringRate.Config config) {
        this.score = score;
        this.groups = groups;
        this.config = config;
    }

    @Override
    public Taken take(Event event, long start) {
        double value = score.of(event.values());
        if (!Inputs.usable(value)) {
            return Taken.UNUSABLE;
        }
        window(start).add(groups.of(event.values()), value);
        return Taken.COUNTED;
    }

    @Override
    ScoringRate begin() {
        return new ScoringRate(config);
    }

    @Override
    Assessment judge(ScoringRate window) {
        return window.assess();
    }

    @Override
    void saveWindow(ScoringRate window, StateWriter writer) {
        window.save(writer);
    }

    @Override
    ScoringRate loadWindow(StateReader reader) {
        return ScoringRate.restore(config, reader);
    }
}
