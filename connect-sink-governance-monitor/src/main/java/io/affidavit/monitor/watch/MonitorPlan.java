/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.policy.Monitor;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.fields.FieldSet;
import io.affidavit.monitor.fields.FieldValues;
import io.affidavit.monitor.sensor.Filter;
import io.affidavit.monitor.sensor.Sensor;
import io.affidavit.monitor.window.WindowSize;
import java.util.function.Supplier;

/** A monitor of the policy, made ready for records. */
final class MonitorPlan {

    private final Monitor monitor;
    private final WindowSize windows;
    private final Filter where;
    private final Filter approval;
    private final Supplier<Sensor> sensors;
    private final boolean tellsMetrics;

    MonitorPlan(Monitor monitor, Supplier<Sensor> sensors, FieldSet fields, boolean tellsMetrics) {
        this.monitor = monitor;
        this.windows = WindowSize.of(monitor.window());
        this.where = Filter.of(monitor.where(), fields);
        this.approval = monitor.approval().isEmpty() ? null : Filter.of(monitor.approval(), fields);
        this.sensors = sensors;
        this.tellsMetrics = tellsMetrics;
    }

    Monitor monitor() {
        return monitor;
    }

    WindowSize windows() {
        return windows;
    }

    boolean tellsMetrics() {
        return tellsMetrics;
    }

    /** Whether the monitor wants to see a record. */
    boolean watches(FieldValues values) {
        return where.holds(values) || (approval != null && approval.holds(values));
    }

    Sensor sensor() {
        return sensors.get();
    }

    Sensor restore(StateReader reader) {
        Sensor sensor = sensors.get();
        sensor.load(reader);
        return sensor;
    }
}
