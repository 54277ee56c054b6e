/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.policy.Severity;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.Incident.State;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events API v2 of PagerDuty: an alert is known by the incident's id, and ends with it. */
final class PagerDutyFormat implements Format {

    private static final int LONGEST_SUMMARY = 1_024;

    private final String routingKey;

    PagerDutyFormat(String routingKey) {
        this.routingKey = routingKey;
    }

    @Override
    public String body(Message message) {
        Incident incident = message.incident();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("routing_key", routingKey);
        event.put("event_action", incident.state() == State.RESOLVED ? "resolve" : "trigger");
        event.put("dedup_key", incident.id());
        if (incident.state() != State.RESOLVED) {
            event.put("payload", payload(message));
        }
        return JsonText.write(event);
    }

    private static Map<String, Object> payload(Message message) {
        Incident incident = message.incident();
        String title = message.title();
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("summary", title.length() <= LONGEST_SUMMARY ? title : title.substring(0, LONGEST_SUMMARY));
        payload.put("source", incident.where().topic() + "-" + incident.where().partition());
        payload.put("severity", severity(incident.severity()));
        payload.put("timestamp", incident.lastSeen().toString());
        payload.put("component", incident.monitor().isEmpty() ? incident.where().connector() : incident.monitor());
        payload.put("class", incident.kind());
        if (!incident.owner().isEmpty()) {
            payload.put("group", incident.owner());
        }
        payload.put("custom_details", message.json());
        return payload;
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case LOW -> "info";
            case MEDIUM -> "warning";
            case HIGH -> "error";
            case CRITICAL -> "critical";
        };
    }
}
