/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;
import io.affidavit.monitor.incident.Incident;

/** The meters of one monitor task. All count what is committed, except where their name says otherwise. */
public record MonitorMeters(
        Meter opened,
        Meter resolved,
        Meter notes,
        Meter metrics,
        Meter commits,
        Meter failures,
        Meter checkpointBytes,
        Meter repeats) {

    public static MonitorMeters in(Meters meters) {
        return new MonitorMeters(
                meters.counter("incident-updates", "Versions of open incidents that were told."),
                meters.counter("incidents-resolved", "Incidents that were resolved."),
                meters.counter("incident-notes", "Notes about the monitoring itself, such as a gap in the records."),
                meters.counter("metric-events", "Figures told to the metrics topic."),
                meters.counter("commits", "Transactions committed, each with one partition's checkpoint."),
                meters.counter(
                        "commit-failures", "Transactions that failed; their partition went on from its checkpoint."),
                meters.counter("checkpoint-bytes", "Bytes of state written."),
                meters.counter("repeated-records", "Records delivered again and ignored."));
    }

    void told(Incident incident) {
        switch (incident.state()) {
            case OPEN -> opened.add(1);
            case RESOLVED -> resolved.add(1);
            case NOTE -> notes.add(1);
        }
    }
}
