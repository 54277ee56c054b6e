/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import java.util.Arrays;
import java.util.List;

/** The states of all monitors of a group in one scope. */
final class Scope {

    private final String[] values;
    private final ScopedMonitor[] monitors;

    private Scope(String[] values, ScopedMonitor[] monitors) {
        this.values = values;
        this.monitors = monitors;
    }

    static Scope begin(GroupPlan plan, Site site, String[] values) {
        return new Scope(
                values,
                plan.monitors().stream()
                        .map(monitor ->
                                ScopedMonitor.begin(monitor, site, plan.key().named(values)))
                        .toArray(ScopedMonitor[]::new));
    }

    /** @param states by monitor; null for one that begins anew */
    static Scope restore(GroupPlan plan, Site site, String[] values, List<byte[]> states) {
        ScopedMonitor[] monitors = new ScopedMonitor[states.size()];
        for (int i = 0; i < monitors.length; i++) {
            MonitorPlan monitor = plan.monitors().get(i);
            monitors[i] = states.get(i) == null
                    ? ScopedMonitor.begin(monitor, site, plan.key().named(values))
                    : ScopedMonitor.restore(monitor, site, plan.key().named(values), new StateReader(states.get(i)));
        }
        return new Scope(values, monitors);
    }

    String[] values() {
        return Arrays.copyOf(values, values.length);
    }

    ScopedMonitor monitor(int index) {
        return monitors[index];
    }

    void advance(long watermark, Findings findings) {
        for (ScopedMonitor monitor : monitors) {
            monitor.advance(watermark, findings);
        }
    }

    void save(StateWriter writer) {
        for (ScopedMonitor monitor : monitors) {
            StateWriter state = new StateWriter();
            monitor.save(state);
            writer.writeBytes(state.bytes());
        }
    }
}
