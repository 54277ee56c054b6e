/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects each window by itself and judges it when it is over.
 *
 * @param <W> what is collected of one window
 */
abstract class WindowSensor<W> implements Sensor {

    private static final int MOST_OPEN = 1_000_000;

    private final TreeMap<Long, W> windows = new TreeMap<>();
    private long currentStart;
    private W current;

    abstract W begin();

    abstract Assessment judge(W window);

    abstract void saveWindow(W window, StateWriter writer);

    abstract W loadWindow(StateReader reader);

    /** What is collected of a window. */
    final W window(long start) {
        if (current == null || currentStart != start) {
            current = windows.computeIfAbsent(start, any -> begin());
            currentStart = start;
        }
        return current;
    }

    @Override
    public final Assessment close(long start) {
        W window = windows.remove(start);
        current = null;
        return judge(window == null ? begin() : window);
    }

    @Override
    public void save(StateWriter writer) {
        writer.writeInt(windows.size());
        for (Map.Entry<Long, W> window : windows.entrySet()) {
            writer.writeLong(window.getKey());
            saveWindow(window.getValue(), writer);
        }
    }

    @Override
    public void load(StateReader reader) {
        int count = reader.readLength(MOST_OPEN, Long.BYTES);
        for (int i = 0; i < count; i++) {
            windows.put(reader.readLong(), loadWindow(reader));
        }
    }
}
