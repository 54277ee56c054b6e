/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.IncidentId;
import io.affidavit.monitor.metric.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A partition to watch in tests, with all that it found. */
final class Watching implements Findings {

    static final Site SITE = new Site(
            new Incident.Where("monitor", "ai.events", 0), new IncidentId(Optional.empty()), "p@1#0", Long.MIN_VALUE);

    /** Every detector there is. */
    static final String ALL = """
            id: p
            version: 1
            owners: {risk: {contact: risk@lender.example}}
            monitors:
              - {id: impact, detector: impact-ratio, scope: [model.request_model], inputs: {value: decision.decision_outcome,
                 group: decision.subject_attributes.sex}, favourable: [approved], groups: [F, M], window: 10m,
                 severity: high, owner: risk}
              - {id: scores, detector: scoring-rate, scope: [model.request_model], inputs: {value: decision.score,
                 group: decision.subject_attributes.sex}, groups: [F, M], window: 10m}
              - {id: adwin, detector: adwin, scope: [model.request_model], inputs: {value: decision.decision_outcome},
                 favourable: [approved], window: 10m}
              - {id: ph, detector: page-hinkley, scope: [model.request_model], inputs: {value: usage.latency_ms},
                 window: 10m}
              - {id: chart, detector: ewma, scope: [model.request_model], inputs: {value: usage.latency_ms},
                 window: 1m, parameters: {learning: 10}}
              - {id: drift, detector: psi, scope: [model.request_model], inputs: {value: decision.score}, window: 10m,
                 parameters: {learning: 500}}
              - {id: js, detector: jensen-shannon, scope: [model.request_model], inputs: {value: decision.score},
                 window: 10m, reference: [0.1, 0.2, 0.3, 0.5, 0.7, 0.9]}
              - {id: cats, detector: categories, scope: [tenant_id], inputs: {value: decision.tool_name}, window: 10m,
                 parameters: {learning: 300}}
              - {id: slow, detector: quantile, scope: [model.request_model], inputs: {value: usage.latency_ms},
                 window: 10m, parameters: {limit: 600}}
              - {id: slower, detector: quantile, scope: [model.request_model], inputs: {value: usage.latency_ms},
                 window: 10m}
              - {id: version, detector: version-change, scope: [model.request_model], inputs: {
                 value: decision.decision_outcome, version: model.model_version, score: decision.score},
                 favourable: [approved], window: 10m, parameters: {sample: 200}}
              - {id: rate, detector: rate, scope: [tenant_id], window: 1m, parameters: {learning: 5}}
              - {id: spend, detector: spend, scope: [tenant_id], inputs: {value: usage.cost}, window: 1m}
              - {id: tools, detector: tool-sequence, scope: [tenant_id], inputs: {tool: decision.tool_name,
                 subject: identity.agent_id}, window: 10m, parameters: {length: 2, learning: 20}}
              - {id: denials, detector: repeated-denials, where: {decision.verdict: block}, inputs: {
                 subject: identity.session_id}, window: 10m, parameters: {limit: 3, within: 5m}}
              - {id: approvals, detector: missing-approval, where: {decision.tool_name: tool1}, inputs: {
                 subject: decision.tool_call_id}, approval: {decision.tool_name: tool2}, window: 10m,
                 parameters: {within: 1m}}
              - {id: night, detector: hours, scope: [model.request_model], window: 10m, parameters: {from: 17, to: 23,
                 weekends: yes}}
            """;

    private final Plan plan;
    private final PlanSettings settings;
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final List<Incident> told = new ArrayList<>();
    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final Set<String> born = new HashSet<>();
    private PartitionMonitor monitor;
    private long offset;

    Watching(String policy) {
        this(policy, 100);
    }

    Watching(String policy, int maxScopes) {
        this.settings = new PlanSettings(
                FieldPath.parse("event_time"),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                maxScopes,
                Optional.of(
                        new PlanSettings.UsageSettings(Duration.ofMinutes(10), Set.of("approved"), Set.of("denied"))));
        this.plan = new Plan(PolicyReader.read(policy), settings);
        this.monitor = PartitionMonitor.begin(plan, settings, SITE, 0, born::add);
    }

    Watching take(Object value, long recordTime) {
        monitor.take(value, recordTime, offset++, this);
        return this;
    }

    Watching take(Decisions decisions, int count) {
        for (int i = 0; i < count; i++) {
            long time = decisions.time();
            take(decisions.next(), time);
        }
        return this;
    }

    /** Throws the state away and goes on from what was saved of it. */
    Watching restart() {
        return restart(monitor.save());
    }

    Watching restart(byte[] state) {
        monitor = PartitionMonitor.restore(plan, settings, SITE, state, born::add, this);
        offset = monitor.nextOffset();
        return this;
    }

    PartitionMonitor monitor() {
        return monitor;
    }

    /** The latest version of each incident. */
    List<Incident> incidents() {
        return List.copyOf(incidents.values());
    }

    /** Every version that was told, in order. */
    List<Incident> told() {
        return List.copyOf(told);
    }

    List<Metric> metrics() {
        return List.copyOf(metrics.values());
    }

    Set<String> born() {
        return born;
    }

    @Override
    public void incident(Incident incident) {
        incidents.put(incident.id(), incident);
        told.add(incident);
    }

    @Override
    public void metric(Metric metric) {
        metrics.put(metric.subject() + metric.name() + metric.scope() + metric.start(), metric);
    }
}
