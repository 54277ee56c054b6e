/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Inputs;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.StreamDetector;
import java.util.function.Function;

/** A detector of changes in a stream of values: ADWIN, Page-Hinkley. Values count in the order in which they come. */
final class StreamSensor extends PointSensor {

    private final Values input;
    private final Function<StateReader, StreamDetector> restore;
    private StreamDetector detector;

    StreamSensor(Values input, StreamDetector fresh, Function<StateReader, StreamDetector> restore) {
        this.input = input;
        this.detector = fresh;
        this.restore = restore;
    }

    @Override
    Taken judge(Event event, long start) {
        double value = input.of(event.values());
        if (!Inputs.usable(value)) {
            return Taken.UNUSABLE;
        }
        if (detector.update(value) && detector.assess() instanceof Alert alert) {
            alert(alert, start);
        }
        return input.outcome() && value == 0 ? Taken.TELLING : Taken.COUNTED;
    }

    @Override
    Assessment calm(long start) {
        Assessment latest = detector.assess();
        return latest instanceof Alert alert ? new Normal(alert.statistics(), alert.details()) : latest;
    }

    @Override
    void saveDetector(StateWriter writer) {
        detector.save(writer);
    }

    @Override
    void loadDetector(StateReader reader) {
        detector = restore.apply(reader);
    }
}
