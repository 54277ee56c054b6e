/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.policy.Monitor;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * How the scopes of a group are named in a saved state.
 *
 * @param name of the group's key
 * @param monitors ids and digests, in turn
 * @param scopes values of each
 */
record SavedGroup(String name, boolean overflown, List<String> monitors, List<String[]> scopes) {

    private static final int MOST_TEXT = 4_096;
    private static final int MOST_SCOPES = 10_000_000;
    private static final int MOST_MONITORS = 10_000;
    private static final int MOST_VALUES = 10;

    SavedGroup {
        monitors = List.copyOf(monitors);
        scopes = List.copyOf(scopes);
    }

    static SavedGroup of(Scopes group) {
        List<String> monitors = new ArrayList<>();
        for (MonitorPlan plan : group.plan().monitors()) {
            Monitor monitor = plan.monitor();
            monitors.add(monitor.id());
            monitors.add(monitor.digest());
        }
        return new SavedGroup(
                group.plan().key().name(),
                group.overflown(),
                monitors,
                group.all().values().stream().map(Scope::values).toList());
    }

    int monitorCount() {
        return monitors.size() / 2;
    }

    String id(int monitor) {
        return monitors.get(2 * monitor);
    }

    String digest(int monitor) {
        return monitors.get(2 * monitor + 1);
    }

    void write(StateWriter writer) {
        writer.writeText(name).writeBoolean(overflown).writeInt(monitors.size());
        monitors.forEach(writer::writeText);
        writer.writeInt(scopes.size());
        for (String[] values : scopes) {
            writer.writeInt(values.length);
            for (String value : values) {
                writer.writeText(value);
            }
        }
    }

    static SavedGroup read(StateReader reader) {
        String name = reader.readText(MOST_TEXT);
        boolean overflown = reader.readBoolean();
        int texts = reader.readLength(MOST_MONITORS, Integer.BYTES);
        List<String> monitors = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            monitors.add(reader.readText(MOST_TEXT));
        }
        int count = reader.readLength(MOST_SCOPES, Integer.BYTES);
        List<String[]> scopes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String[] values = new String[reader.readLength(MOST_VALUES, Integer.BYTES)];
            for (int v = 0; v < values.length; v++) {
                values[v] = reader.readText(MOST_TEXT);
            }
            scopes.add(values);
        }
        return new SavedGroup(name, overflown, monitors, scopes);
    }
}
