/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.policy.Severity;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.Measure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Incidents about the monitoring itself, which are told once. */
public final class Notes {

    private Notes() {}

    /**
     * Makes a note.
     *
     * @param subject what tells one note of the kind in a partition from another; may be empty
     * @param time event time it was noted at
     */
    public static Incident note(
            Site site,
            String kind,
            String subject,
            Severity severity,
            String message,
            Instant time,
            List<Measure> measures,
            List<Long> offsets) {
        return new Incident(
                site.ids().of(kind, subject, site.where(), Map.of(), time),
                Incident.State.NOTE,
                false,
                kind,
                severity,
                "",
                "",
                message,
                new Incident.Rule(site.policy(), "", ""),
                site.where(),
                Map.of(),
                time,
                time,
                time,
                time,
                Optional.empty(),
                1,
                measures,
                offsets);
    }
}
