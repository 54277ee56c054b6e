/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit;

import io.affidavit.core.policy.Severity;
import io.affidavit.examples.credit.watch.Told;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Incidents for tests. */
public final class Incidents {

    private Incidents() {}

    /** An incident of one window that is over. */
    public static Told told(String id, String monitor, String model, Instant hour) {
        return told(id, monitor, model, hour, "A finding.");
    }

    public static Told told(String id, String monitor, String model, Instant hour, String owner) {
        Instant last = hour.plus(Duration.ofMinutes(59));
        return new Told(
                new Incident(
                        id,
                        Incident.State.OPEN,
                        false,
                        "impact-ratio",
                        Severity.HIGH,
                        owner,
                        monitor,
                        "A finding.",
                        Incident.Rule.NONE,
                        new Incident.Where("monitor", "events", 0),
                        Map.of(Told.MODEL, model),
                        hour,
                        hour.plus(Duration.ofHours(1)),
                        hour,
                        last,
                        Optional.empty(),
                        1,
                        List.of(Measure.count("records_out_of_hours", 20, 20)),
                        List.of(1L)),
                last);
    }
}
