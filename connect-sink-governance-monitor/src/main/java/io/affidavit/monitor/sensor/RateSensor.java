/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.rate.RateAnomaly;

/** How many records come in each window, held against the windows before; windows without any count too. */
final class RateSensor extends WindowSensor<long[]> {

    private final RateAnomaly.Config config;
    private final Direction direction;
    private RateAnomaly detector;

    RateSensor(RateAnomaly.Config config, Direction direction) {
        this.config = config;
        this.direction = direction;
        this.detector = new RateAnomaly(config);
    }

    @Override
    public Taken take(Event event, long start) {
        window(start)[0]++;
        return Taken.COUNTED;
    }

    @Override
    public boolean wantsEmptyWindows() {
        return true;
    }

    @Override
    long[] begin() {
        return new long[1];
    }

    @Override
    Assessment judge(long[] window) {
        return direction.of(detector.add(window[0]));
    }

    @Override
    void saveWindow(long[] window, StateWriter writer) {
        writer.writeLong(window[0]);
    }

    @Override
    long[] loadWindow(StateReader reader) {
        return new long[] {reader.readCount()};
    }

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        detector.save(writer);
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        detector = RateAnomaly.restore(config, reader);
    }
}
