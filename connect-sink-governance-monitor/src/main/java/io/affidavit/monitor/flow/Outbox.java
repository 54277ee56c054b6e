/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.IncidentJson;
import io.affidavit.monitor.metric.Metric;
import io.affidavit.monitor.metric.MetricJson;
import io.affidavit.monitor.watch.Findings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What a partition's records led to since its last commit: of each incident its latest version, and before one that ended
 * the version it was first open in, since who tells people tells nothing of what is over when it is first heard of.
 */
final class Outbox implements Findings {

    private final MonitorTopics topics;
    private final MetricJson metricJson;
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final Map<String, Incident> opened = new HashMap<>();
    private final Map<String, Metric> metrics = new LinkedHashMap<>();

    Outbox(MonitorTopics topics, MetricJson metricJson) {
        this.topics = topics;
        this.metricJson = metricJson;
    }

    @Override
    public void incident(Incident incident) {
        if (incident.state() == Incident.State.OPEN) {
            opened.putIfAbsent(incident.id(), incident);
        }
        incidents.remove(incident.id());
        incidents.put(incident.id(), incident);
    }

    @Override
    public void metric(Metric metric) {
        if (topics.metrics().isPresent()) {
            metrics.put(metricJson.key(metric), metric);
        }
    }

    int size() {
        return incidents.size() + metrics.size();
    }

    boolean isEmpty() {
        return incidents.isEmpty() && metrics.isEmpty();
    }

    List<Incident> incidents() {
        return List.copyOf(incidents.values());
    }

    int metrics() {
        return metrics.size();
    }

    List<ProducerRecord<byte[], byte[]>> records() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        incidents.forEach((id, incident) -> {
            if (incident.state() == Incident.State.RESOLVED && opened.containsKey(id)) {
                records.add(record(topics.incidents(), id, IncidentJson.write(opened.get(id))));
            }
            records.add(record(topics.incidents(), id, IncidentJson.write(incident)));
        });
        Optional<String> topic = topics.metrics();
        metrics.forEach((key, metric) -> records.add(record(topic.orElseThrow(), key, metricJson.write(metric))));
        return records;
    }

    void clear() {
        incidents.clear();
        opened.clear();
        metrics.clear();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
        return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    }
}
