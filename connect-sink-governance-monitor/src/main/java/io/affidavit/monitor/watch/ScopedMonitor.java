/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.policy.Monitor;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.metric.Metric;
import io.affidavit.monitor.sensor.Event;
import io.affidavit.monitor.sensor.Sensor;
import io.affidavit.monitor.sensor.Taken;
import io.affidavit.monitor.window.Watermark;
import io.affidavit.monitor.window.WindowSize;
import java.util.Map;
import java.util.TreeMap;

/** One monitor in one scope: its detector, its open windows and its alarm. */
final class ScopedMonitor {

    private static final int MOST_OPEN = 100_000;
    /** A longer silence is one that nobody looks for window by window. */
    private static final int MOST_EMPTY = 100;

    private final MonitorPlan plan;
    private final Map<String, String> scope;
    private final Sensor sensor;
    private final Alarm alarm;
    private final TreeMap<Long, OpenWindow> open = new TreeMap<>();
    private OpenWindow current;
    private long closedTo = Watermark.NONE;

    private ScopedMonitor(MonitorPlan plan, Map<String, String> scope, Sensor sensor, Alarm alarm) {
        this.plan = plan;
        this.scope = scope;
        this.sensor = sensor;
        this.alarm = alarm;
    }

    static ScopedMonitor begin(MonitorPlan plan, Site site, Map<String, String> scope) {
        return new ScopedMonitor(plan, scope, plan.sensor(), new Alarm(plan.monitor(), site, scope));
    }

    /** Takes a record whose window is not over. */
    Taken take(Event event, Findings findings) {
        long start = plan.windows().start(event.time());
        Taken taken = sensor.take(event, start);
        if (taken == Taken.UNUSABLE) {
            return taken;
        }
        OpenWindow window = window(start);
        Assessment sudden = sensor.sudden();
        window.add(event, sudden != null || taken == Taken.TELLING);
        if (sudden != null) {
            alarm.sudden(window, sudden, findings);
        }
        return taken;
    }

    private OpenWindow window(long start) {
        if (current == null || current.start() != start) {
            current = open.computeIfAbsent(start, OpenWindow::new);
        }
        return current;
    }

    /** Closes every window that the watermark has passed. */
    void advance(long watermark, Findings findings) {
        while (!open.isEmpty() && plan.windows().over(open.firstKey(), watermark)) {
            long start = open.firstKey();
            closeEmptyBefore(start, findings);
            OpenWindow window = open.pollFirstEntry().getValue();
            current = null;
            close(window, findings);
        }
        if (closedTo != Watermark.NONE) {
            closeEmptyBefore(plan.windows().start(watermark), findings);
        }
    }

    private void closeEmptyBefore(long start, Findings findings) {
        WindowSize size = plan.windows();
        if (!sensor.wantsEmptyWindows() || closedTo == Watermark.NONE) {
            return;
        }
        for (int empty = 0; closedTo < start && empty < MOST_EMPTY; empty++) {
            close(new OpenWindow(closedTo), findings);
        }
        closedTo = Math.max(closedTo, size.start(start));
    }

    private void close(OpenWindow window, Findings findings) {
        Assessment assessment = sensor.close(window.start());
        closedTo = plan.windows().end(window.start());
        if (plan.tellsMetrics() && window.records() > 0) {
            Metric metric = Assessments.metric(plan.monitor(), scope, window, closedTo, assessment);
            findings.metric(metric);
        }
        alarm.over(window, assessment, findings);
    }

    Monitor monitor() {
        return plan.monitor();
    }

    void save(StateWriter writer) {
        alarm.save(writer);
        writer.writeLong(closedTo).writeInt(open.size());
        open.values().forEach(window -> window.save(writer));
        sensor.save(writer);
    }

    static ScopedMonitor restore(MonitorPlan plan, Site site, Map<String, String> scope, StateReader reader) {
        Alarm alarm = new Alarm(plan.monitor(), site, scope);
        alarm.restore(reader);
        long closedTo = reader.readLong();
        TreeMap<Long, OpenWindow> windows = new TreeMap<>();
        int count = reader.readLength(MOST_OPEN, Long.BYTES);
        for (int i = 0; i < count; i++) {
            OpenWindow window = OpenWindow.restore(reader);
            windows.put(window.start(), window);
        }
        ScopedMonitor restored = new ScopedMonitor(plan, scope, plan.restore(reader), alarm);
        restored.closedTo = closedTo;
        restored.open.putAll(windows);
        reader.finish();
        return restored;
    }
}
