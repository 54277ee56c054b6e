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
import java.util.Map;
import java.util.TreeMap;

/** Records out of hours, counted by window. A rule, not a statistic. */
final class HoursSensor extends PointSensor {

    private static final int MOST_OPEN = 1_000_000;

    private final WorkingHours hours;
    private final int limit;
    private final TreeMap<Long, Long> outside = new TreeMap<>();

    /** @param limit records of one window from which it is a finding */
    HoursSensor(WorkingHours hours, int limit) {
        this.hours = hours;
        this.limit = limit;
    }

    @Override
    Taken judge(Event event, long start) {
        if (hours.include(event.time())) {
            return Taken.COUNTED;
        }
        long count = outside.merge(start, 1L, Long::sum);
        if (count == limit) {
            alert(new Alert(figure(count)), start);
        }
        return Taken.TELLING;
    }

    private Statistics figure(long count) {
        return Statistics.of("records_out_of_hours", (double) count, limit, count);
    }

    @Override
    Assessment calm(long start) {
        Long count = outside.remove(start);
        return new Normal(figure(count == null ? 0 : count));
    }

    @Override
    void saveDetector(StateWriter writer) {
        writer.writeInt(outside.size());
        for (Map.Entry<Long, Long> window : outside.entrySet()) {
            writer.writeLong(window.getKey()).writeLong(window.getValue());
        }
    }

    @Override
    void loadDetector(StateReader reader) {
        int count = reader.readLength(MOST_OPEN, 2 * Long.BYTES);
        for (int i = 0; i < count; i++) {
            outside.put(reader.readLong(), reader.readCount());
        }
    }
}
