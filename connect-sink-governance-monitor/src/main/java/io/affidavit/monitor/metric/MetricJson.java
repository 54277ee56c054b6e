/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.metric;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.identity.EventIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON form of metrics: events of the governance contract, of category {@code evaluation}, so that the archive keeps them
 * in a table like every other event. Model, tenant and agent stand in the fields the contract has for them; what else names
 * the window stands in {@code attributes}.
 */
public final class MetricJson {

    /** Field of the tenant. */
    public static final String TENANT = "tenant_id";
    /** Field of the model. */
    public static final String MODEL = "model.request_model";
    /** Field of the agent. */
    public static final String AGENT = "identity.agent_id";

    private static final String CATEGORY = "evaluation";
    private static final String SYSTEM = "affidavit-monitor";

    private final String connector;
    private final String topic;
    private final int partition;

    /** Of metrics about one partition. */
    public MetricJson(String connector, String topic, int partition) {
        this.connector = connector;
        this.topic = topic;
        this.partition = partition;
    }

    /** Names a metric on a compacted topic; the same for the same window. */
    public String key(Metric metric) {
        return EventIds.entityId(
                SYSTEM,
                connector,
                topic + "/" + partition,
                CanonicalJson.of(List.of(metric.subject(), metric.name(), metric.scope(), metric.start())));
    }

    /** UTF-8 bytes of canonical JSON, the same for the same metric. */
    public byte[] write(Metric metric) {
        String entity = key(metric);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event_id", EventIds.eventId(entity, CATEGORY, 0, null));
        json.put("entity_id", entity);
        json.put("category", CATEGORY);
        json.put("operation", "governance.metrics");
        json.put("event_time", metric.end());
        json.put("observed_time", metric.end());
        json.put("schema_version", EventContract.VERSION);
        put(json, TENANT, metric.scope().get(TENANT));
        group(json, "model", "request_model", metric.scope().get(MODEL));
        group(json, "identity", "agent_id", metric.scope().get(AGENT));
        json.put("decision", decision(metric));
        json.put(
                "source",
                Map.of(
                        "system", SYSTEM,
                        "instance", connector,
                        "entity", topic,
                        "position", Integer.toString(partition)));
        json.put("attributes", attributes(metric));
        return CanonicalJson.of(json).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> decision(Metric metric) {
        Map<String, Object> decision = new LinkedHashMap<>();
        decision.put("evaluation_name", metric.subject() + "." + metric.name());
        if (Double.isFinite(metric.value())) {
            decision.put("evaluation_score", metric.value());
        }
        if (!metric.label().isEmpty()) {
            decision.put("evaluation_label", metric.label());
        }
        decision.put("evaluator_kind", "monitor");
        return decision;
    }

    private static Map<String, Object> attributes(Metric metric) {
        Map<String, Object> attributes = new LinkedHashMap<>(metric.details());
        metric.scope().forEach((path, value) -> {
            if (!path.equals(TENANT) && !path.equals(MODEL) && !path.equals(AGENT)) {
                attributes.put("scope." + path, value);
            }
        });
        attributes.put("window_start", Instant.ofEpochMilli(metric.start()).toString());
        attributes.put("window_end", Instant.ofEpochMilli(metric.end()).toString());
        attributes.put("n", Long.toString(metric.count()));
        return attributes;
    }

    private static void group(Map<String, Object> json, String group, String field, String value) {
        if (value != null && !value.isEmpty()) {
            json.put(group, Map.of(field, value));
        }
    }

    private static void put(Map<String, Object> json, String field, String value) {
        if (value != null && !value.isEmpty()) {
            json.put(field, value);
        }
    }
}
