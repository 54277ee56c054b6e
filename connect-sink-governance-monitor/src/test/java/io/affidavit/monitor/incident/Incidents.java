/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.incident;

import io.affidavit.core.policy.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Incidents to test with. */
public final class Incidents {

    static final Incident.Where WHERE = new Incident.Where("credit-monitor", "ai.events", 3);
    static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private Incidents() {}

    public static Incident open() {
        return new Incident(
                new IncidentId(Optional.empty()).of("credit-impact", "ab12", WHERE, scope(), START),
                Incident.State.OPEN,
                false,
                "impact-ratio",
                Severity.HIGH,
                "compliance",
                "credit-impact",
                "Favourable outcomes are less frequent in a group than in the most favoured one.",
                new Incident.Rule("lending-assistant@4#0123456789ab", "ab12", "four-fifths"),
                WHERE,
                scope(),
                START,
                START.plusSeconds(7200),
                START.plusSeconds(17),
                START.plusSeconds(7195),
                Optional.empty(),
                2,
                List.of(
                        new Measure("impact_ratio", "F", 0.71, 0.8, 0.00021, 0.64, 0.79, 812, 1203),
                        Measure.count("unknown_group", 4, Double.NaN)),
                List.of(1201L, 1207L));
    }

    public static Incident resolved() {
        Incident open = open();
        return new Incident(
                open.id(),
                Incident.State.RESOLVED,
                false,
                open.kind(),
                open.severity(),
                open.owner(),
                open.monitor(),
                open.message(),
                open.rule(),
                open.where(),
                open.scope(),
                open.windowStart(),
                open.windowEnd(),
                open.firstSeen(),
                open.lastSeen(),
                Optional.of(START.plusSeconds(10_800)),
                open.occurrences(),
                open.measures(),
                open.offsets());
    }

    public static Incident note() {
        return new Incident(
                new IncidentId(Optional.empty()).of(Kinds.GAP, "", WHERE, Map.of(), START),
                Incident.State.NOTE,
                false,
                Kinds.GAP,
                Severity.CRITICAL,
                "",
                "",
                "Records were deleted before the monitor saw them.",
                Incident.Rule.NONE,
                WHERE,
                Map.of(),
                START,
                START,
                START,
                START,
                Optional.empty(),
                1,
                List.of(Measure.count("lost_offsets", 512, Double.NaN)),
                List.of(100L, 611L));
    }

    private static Map<String, String> scope() {
        return Map.of("model.request_model", "gpt-4.1", "tenant_id", "t1");
    }
}
