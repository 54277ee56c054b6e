/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.policy.Severity;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The v2 API of Prometheus Alertmanager. An alert is known by its labels, the severity among them: one whose severity changes
 * ends, and another begins.
 */
final class AlertmanagerFormat implements Format {

    private final Duration keep;
    private final InstantSource clock;

    /** @param keep how long an alert stands that nothing more is heard of */
    AlertmanagerFormat(Duration keep, InstantSource clock) {
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public String body(Message message) {
        Incident incident = message.incident();
        Instant now = clock.instant();
        List<Object> alerts = new ArrayList<>();
        message.change()
                .before()
                .filter(before -> before != incident.severity())
                .ifPresent(before -> alerts.add(alert(message, before, later(incident.firstSeen(), now))));
        Instant ends = incident.state() == State.RESOLVED
                ? later(incident.firstSeen(), earlier(incident.resolved().orElse(now), now))
                : now.plus(keep);
        alerts.add(alert(message, incident.severity(), ends));
        return JsonText.write(alerts);
    }

    private static Map<String, Object> alert(Message message, Severity severity, Instant ends) {
        Incident incident = message.incident();
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("alertname", incident.kind());
        labels.put("severity", severity.text());
        labels.put("incident", incident.id());
        labels.put("connector", incident.where().connector());
        labels.put("topic", incident.where().topic());
        labels.put("partition", Integer.toString(incident.where().partition()));
        labels.put("owner", incident.owner());
        labels.put("monitor", incident.monitor());
        // a label without a value is the same as none
        labels.values().removeIf(value -> value.equals(""));
        Map<String, Object> annotations = new LinkedHashMap<>();
        annotations.put("summary", incident.message());
        if (!incident.scope().isEmpty()) {
            annotations.put("scope", JsonText.write(incident.scope()));
        }
        if (!incident.rule().policy().isEmpty()) {
            annotations.put("policy", incident.rule().policy());
        }
        annotations.put("window", incident.windowStart() + "/" + incident.windowEnd());
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("labels", labels);
        alert.put("annotations", annotations);
        alert.put("startsAt", incident.firstSeen().toString());
        alert.put("endsAt", ends.toString());
        return alert;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
