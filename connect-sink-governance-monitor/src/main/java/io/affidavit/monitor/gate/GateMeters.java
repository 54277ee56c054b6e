/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;

/** The meters of one gate task. Records and decisions are counted once they are committed. */
public record GateMeters(
        Meter allowed,
        Meter quarantined,
        Meter escalated,
        Meter unjudged,
        Meter repeated,
        Meter expired,
        Meter released,
        Meter rejected,
        Meter refused,
        Meter transactions,
        Meter commitMillis,
        Meter fenced,
        Meter faults) {

    public static GateMeters in(Meters meters) {
        return new GateMeters(
                meters.counter("records-allowed", "Records that passed; released ones are not among them."),
                meters.counter("records-quarantined", "Records kept back in the quarantine topic."),
                meters.counter("records-escalated", "Records sent to people."),
                meters.counter("records-unjudged", "Records kept back because they have no verdict."),
                meters.counter("records-repeated", "Records delivered again and ignored."),
                meters.counter("offsets-expired", "Offsets that retention took before they were gated."),
                meters.counter("decisions-released", "Decisions that released a record."),
                meters.counter("decisions-rejected", "Decisions that rejected a record for good."),
                meters.counter("decisions-refused", "Decisions that were refused with a reason."),
                meters.counter("transactions", "Transactions committed."),
                meters.counter("commit-time-ms", "Milliseconds spent in commits."),
                meters.counter("producers-fenced", "Producers that another task of the connector shut out."),
                meters.counter("partition-faults", "Times a partition was begun again from its checkpoint."));
    }
}
