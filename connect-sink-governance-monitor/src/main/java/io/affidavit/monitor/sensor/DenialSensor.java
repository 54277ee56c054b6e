/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.misuse.RepeatedDenials;

/** Actors that are denied again and again; the policy's filter says which records are denials. */
final class DenialSensor extends PointSensor {

    private final int actor;
    private final RepeatedDenials.Config config;
    private RepeatedDenials detector;

    DenialSensor(int actor, RepeatedDenials.Config config) {
        this.actor = actor;
        this.config = config;
        this.detector = new RepeatedDenials(config);
    }

    @Override
    Taken judge(Event event, long start) {
        if (!event.values().present(actor)) {
            return Taken.UNUSABLE;
        }
        if (detector.add(event.values().text(actor), event.time()) instanceof Alert alert) {
            alert(alert, start);
        }
        return Taken.COUNTED;
    }

    @Override
    Assessment calm(long start) {
        return new Normal(Statistics.of("denials", 0, config.threshold(), 0));
    }

    @Override
    void saveDetector(StateWriter writer) {
        detector.save(writer);
    }

    @Override
    void loadDetector(StateReader reader) {
        detector = RepeatedDenials.restore(config, reader);
    }
}
