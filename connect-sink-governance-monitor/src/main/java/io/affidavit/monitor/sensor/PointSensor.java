/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/** Judges records as they come; a window is as bad as the first alert in it. */
abstract class PointSensor implements Sensor {

    private static final int MOST_OPEN = 1_000_000;

    private final TreeMap<Long, Alert> alerts = new TreeMap<>();
    private Alert sudden;

    /** Takes a record, and reports what it led to with {@link #alert}. */
    abstract Taken judge(Event event, long start);

    /** What a window without alerts is called; asked when it is over. */
    abstract Assessment calm(long start);

    abstract void saveDetector(StateWriter writer);

    abstract void loadDetector(StateReader reader);

    final void alert(Alert alert, long start) {
        sudden = alert;
        alerts.putIfAbsent(start, alert);
    }

    @Override
    public final Taken take(Event event, long start) {
        sudden = null;
        return judge(event, start);
    }

    @Override
    public final Assessment sudden() {
        return sudden;
    }

    @Override
    public final Assessment close(long start) {
        Assessment calm = calm(start);
        Alert alert = alerts.remove(start);
        return alert == null ? calm : alert;
    }

    @Override
    public final void save(StateWriter writer) {
        writer.writeInt(alerts.size());
        for (Map.Entry<Long, Alert> alert : alerts.entrySet()) {
            writer.writeLong(alert.getKey());
            AssessmentCodec.save(alert.getValue(), writer);
        }
        saveDetector(writer);
    }

    @Override
    public final void load(StateReader reader) {
        int count = reader.readLength(MOST_OPEN, Long.BYTES);
        for (int i = 0; i < count; i++) {
            alerts.put(reader.readLong(), AssessmentCodec.loadAlert(reader));
        }
        loadDetector(reader);
    }
}
