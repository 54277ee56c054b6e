/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.policy.Severity;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.IncidentJson;
import io.affidavit.monitor.incident.Measure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Incidents to tell. */
public final class Messages {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private Messages() {}

    /** A version of the incident {@code number}. */
    public static Incident incident(int number, Incident.State state, Severity severity, long occurrences) {
        return new Incident(
                String.format("%032x", number),
                state,
                false,
                "impact-ratio",
                severity,
                "risk & <compliance>",
                "credit-impact",
                "Favourable outcomes are \"rarer\" in a group.",
                new Incident.Rule("lending@4#0123456789ab", "ab12", "four-fifths"),
                new Incident.Where("credit-monitor", "ai.events", 3),
                Map.of("model.request_model", "gpt-\"4\"", "tenant_id", "t1"),
                START,
                START.plusSeconds(3600),
                START.plusSeconds(17),
                START.plusSeconds(3595),
                state == Incident.State.RESOLVED ? Optional.of(START.plusSeconds(7200)) : Optional.empty(),
                occurrences,
                List.of(new Measure("impact_ratio", "F", 0.71, 0.8, 0.00021, 0.64, 0.79, 812, 1203)),
                List.of(1201L, 1207L));
    }

    /** The incident as it is in its topic. */
    public static String json(Incident incident) {
        return new String(IncidentJson.write(incident), StandardCharsets.UTF_8);
    }

    static Message message(Incident incident, Change change) {
        Map<String, Object> members = new LinkedHashMap<>();
        ((Map<?, ?>) JsonText.parse(IncidentJson.write(incident)))
                .forEach((name, value) -> members.put(String.valueOf(name), value));
        return new Message(incident, members, change);
    }

    static Message opened() {
        return message(
                incident(7, Incident.State.OPEN, Severity.HIGH, 1), new Change(Change.Kind.OPENED, Optional.empty()));
    }

    static Message graver() {
        return message(
                incident(7, Incident.State.OPEN, Severity.CRITICAL, 2),
                new Change(Change.Kind.SEVERITY, Optional.of(Severity.HIGH)));
    }

    static Message resolved() {
        return message(
                incident(7, Incident.State.RESOLVED, Severity.CRITICAL, 2),
                new Change(Change.Kind.RESOLVED, Optional.of(Severity.CRITICAL)));
    }
}
