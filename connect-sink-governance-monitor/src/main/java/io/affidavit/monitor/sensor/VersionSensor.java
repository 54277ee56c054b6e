/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Inputs;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.version.VersionChange;
import java.util.Optional;

/** A new model version's first decisions against the last ones of the version before; told as soon as there are enough. */
final class VersionSensor extends PointSensor {

    private static final int NO_SCORE = -1;

    private final Values outcome;
    private final int version;
    private final int score;
    private final VersionChange.Config config;
    private VersionChange detector;
    private Assessment calm;

    /** @param score the field of the score; negative for none */
    VersionSensor(Values outcome, int version, int score, VersionChange.Config config) {
        this.outcome = outcome;
        this.version = version;
        this.score = score < 0 ? NO_SCORE : score;
        this.config = config;
        this.detector = new VersionChange(config);
        this.calm = nothingCompared();
    }

    private Assessment nothingCompared() {
        return new InsufficientSample(0, config.window());
    }

    @Override
    Taken judge(Event event, long start) {
        if (!event.values().present(outcome.field()) || !event.values().present(version)) {
            return Taken.UNUSABLE;
        }
        boolean favourable = outcome.favourable(event.values());
        String name = event.values().text(version);
        double number = score == NO_SCORE ? Double.NaN : event.values().number(score);
        Optional<Assessment> compared =
                Inputs.usable(number) ? detector.add(name, favourable, number) : detector.add(name, favourable);
        if (compared.isPresent() && compared.get() instanceof Alert alert) {
            alert(alert, start);
        } else {
            compared.ifPresent(assessment -> calm = assessment);
        }
        return Taken.COUNTED;
    }

    /** The comparison that ended in the window, if one did; else there was nothing to compare. */
    @Override
    Assessment calm(long start) {
        Assessment latest = calm;
        calm = nothingCompared();
        return latest;
    }

    @Override
    void saveDetector(StateWriter writer) {
        detector.save(writer);
        AssessmentCodec.save(calm, writer);
    }

    @Override
    void loadDetector(StateReader reader) {
        detector = VersionChange.restore(config, reader);
        calm = AssessmentCodec.load(reader);
    }
}
