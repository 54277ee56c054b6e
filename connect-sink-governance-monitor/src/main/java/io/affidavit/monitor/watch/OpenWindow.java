/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.sensor.Event;
import java.util.ArrayList;
import java.util.List;

/** What is remembered of a window's records while it is open, beside the detector's own state. */
final class OpenWindow {

    private final long start;
    private long records;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private final List<Long> telling = new ArrayList<>(0);
    private long firstOffset = -1;
    private long lastOffset = -1;

    OpenWindow(long start) {
        this.start = start;
    }

    long start() {
        return start;
    }

    /** Earliest event time; the window's start where no record came. */
    long first() {
        return records == 0 ? start : first;
    }

    /** Latest event time; the window's start where no record came. */
    long last() {
        return records == 0 ? start : last;
    }

    long records() {
        return records;
    }

    void add(Event event, boolean tells) {
        records++;
        first = Math.min(first, event.time());
        last = Math.max(last, event.time());
        if (tells && telling.size() < Incident.MOST_OFFSETS) {
            telling.add(event.offset());
        }
        if (firstOffset < 0) {
            firstOffset = event.offset();
        }
        lastOffset = event.offset();
    }

    /** Offsets to look at: of records that tell something, else of the first and the last. */
    List<Long> samples() {
        if (!telling.isEmpty()) {
            return List.copyOf(telling);
        }
        if (records == 0) {
            return List.of();
        }
        return firstOffset == lastOffset ? List.of(firstOffset) : List.of(firstOffset, lastOffset);
    }

    void save(StateWriter writer) {
        writer.writeLong(start).writeLong(records).writeLong(first).writeLong(last);
        writer.writeLong(firstOffset).writeLong(lastOffset);
        writer.writeLongs(telling.stream().mapToLong(Long::longValue).toArray());
    }

    static OpenWindow restore(StateReader reader) {
        OpenWindow window = new OpenWindow(reader.readLong());
        window.records = reader.readCount();
        window.first = reader.readLong();
        window.last = reader.readLong();
        window.firstOffset = reader.readLong();
        window.lastOffset = reader.readLong();
        int samples = reader.readLength(Incident.MOST_OFFSETS, Long.BYTES);
        for (int i = 0; i < samples; i++) {
            window.telling.add(reader.readCount());
        }
        return window;
    }
}
