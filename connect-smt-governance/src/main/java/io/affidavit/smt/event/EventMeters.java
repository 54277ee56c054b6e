/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;
import io.affidavit.core.metrics.SampledTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the transform counts. */
final class EventMeters {

    static final EventMeters NONE = new EventMeters(Meters.none());

    final Meter seen;
    final Meter mapped;
    final Meter unused;
    final SampledTime time;
    private final Map<String, Meter> rules = new LinkedHashMap<>();

    EventMeters(Meters meters) {
        seen = meters.counter("records-seen", "Records that came in and are no events yet.");
        mapped = meters.counter("records-mapped", "Events made.");
        unused = meters.counter(
                "ordinals-unused", "Hand-overs of rows that give fewer events than they are handed over for.");
        time = new SampledTime(
                meters.counter("evaluation-ns", "Nanoseconds spent on mapping, by one record in sixteen."));
        for (RowRule rule : RowRule.values()) {
            rules.put(rule.text(), meters.counter("rule-" + rule.text().replace('.', '-'), rule.doc()));
        }
    }

    void fired(RowRule rule) {
        rules.get(rule.text()).add(1);
    }
}
