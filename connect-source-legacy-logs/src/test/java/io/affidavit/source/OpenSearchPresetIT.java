/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.ToGovernanceEvent;
import io.affidavit.source.contract.RunningTasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Spans as Data Prepper 2 indexes them, read by the preset from indices with the fields of its own template and mapped to
 * the events that the mapping's golden rows stand for.
 */
@ExtendWith(SearchNode.Shared.class)
class OpenSearchPresetIT {

    private static final Path GOLDEN =
            Path.of("../connect-smt-governance/src/test/resources/golden/mappings/otel-opensearch@1.0.0");

    /** Fields and types of Data Prepper's otel-v1-apm-span-index-template.json, version 1. */
    private static final String TEMPLATE = """
            {"version": 1, "index_patterns": ["otel-v1-apm-span-*"], "template": {
              "settings": {"number_of_shards": 2, "number_of_replicas": 0},
              "mappings": {"date_detection": false, "_source": {"enabled": true},
                "dynamic_templates": [
                  {"resource_attributes_map": {"path_match": "resource.attributes.*", "mapping": {"type": "keyword"}}},
                  {"span_attributes_map": {"path_match": "span.attributes.*", "mapping": {"type": "keyword"}}}],
                "properties": {
                  "traceId": {"type": "keyword", "ignore_above": 256},
                  "spanId": {"type": "keyword", "ignore_above": 256},
                  "parentSpanId": {"type": "keyword", "ignore_above": 256},
                  "name": {"type": "keyword", "ignore_above": 1024},
                  "traceGroup": {"type": "keyword", "ignore_above": 1024},
                  "traceGroupFields": {"properties": {
                    "endTime": {"type": "date_nanos"}, "durationInNanos": {"type": "long"}, "statusCode": {"type": "integer"}}},
                  "kind": {"type": "keyword", "ignore_above": 128},
                  "startTime": {"type": "date_nanos"},
                  "endTime": {"type": "date_nanos"},
                  "status": {"properties": {"code": {"type": "integer"}, "message": {"type": "keyword"}}},
                  "serviceName": {"type": "keyword"},
                  "durationInNanos": {"type": "long"},
                  "events": {"type": "nested", "properties": {"time": {"type": "date_nanos"}}},
                  "links": {"type": "nested"}}}}}""";

    /** Where an event says who made it and when, which a golden row does not know. */
    private static final Set<String> OWN = Set.of("event_id", "entity_id", "observed_time", "source", "integrity");

    @Test
    void mapsTheSpansOfARolledOverIndexToTheGoldenEvents(SearchNode node) {
        // Given two indices of one alias, as a rollover leaves them, with the golden rows as documents
        node.call("PUT", "/_index_template/otel-v1-apm-span", TEMPLATE);
        Map<String, Object> expected = new TreeMap<>();
        int number = 0;
        for (Path file : goldenRows()) {
            Map<?, ?> row = (Map<?, ?>) read(file).get("row");
            String index = "otel-v1-apm-span-00000" + (1 + number++ % 2);
            if (file.toString().contains("retyped")) {
                // a duration that is no number: the template keeps such a span out
                assertThatThrownBy(() -> node.bulk(index, lines(row))).hasMessageContaining("refused");
                continue;
            }
            node.bulk(index, lines(row));
            expected.put(
                    (String) row.get("spanId"),
                    event(read(Path.of(file.toString().replace(".row.", ".event.")))));
        }
        // And a prompt that is too long for a keyword without limit, which OpenSearch refuses from Data Prepper too
        Map<String, Object> longPrompt = new HashMap<>(
                Map.of("spanId", "long", "endTime", "2026-11-03T09:15:02Z", "startTime", "2026-11-03T09:15:02Z"));
        longPrompt.put("span.attributes.gen_ai@input@messages", "x".repeat(40_000));
        assertThatThrownBy(() -> node.bulk("otel-v1-apm-span-000001", lines(longPrompt)))
                .hasMessageContaining("refused");

        // When the preset reads them and the mapping makes events of them
        try (RunningTasks tasks = new RunningTasks(OpenSearchLogsSourceConnector::new, config(node)).start(2);
                ToGovernanceEvent<SourceRecord> transform = new ToGovernanceEvent<>()) {
            transform.configure(Map.of("mapping", "otel-opensearch", "form", "map"));
            tasks.pollUntil(rows -> rows.size() == expected.size(), Duration.ofSeconds(20));
            Map<String, Object> events = new TreeMap<>();
            for (SourceRecord row : tasks.delivered()) {
                SourceRecord event = transform.apply(row);
                assertThat(GovHeaders.has(event.headers(), GovHeaders.REJECT_RULE))
                        .isFalse();
                assertThat(plain(event.value()).get("source").toString())
                        .contains("system=otel", "mapping_id=otel-opensearch", "row_hash=");
                events.put(spanOf(event), event(Map.of("headers", rules(event), "event", plain(event.value()))));
            }

            // Then they are the golden ones
            assertThat(expected).hasSizeGreaterThanOrEqualTo(5);
            assertThat(events).containsExactlyEntriesOf(expected);
        }
    }

    private static Map<String, String> config(SearchNode node) {
        return new HashMap<>(Map.of(
                "name", "test",
                "topic", "spans",
                "source.preset", "otel-opensearch",
                "source.url", node.url(),
                "source.instance", "default",
                "source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "source.lag", "1800ms",
                "source.poll.interval", "20ms"));
    }

    /** Data Prepper names a document by its span. */
    private static List<String> lines(Map<?, ?> row) {
        return List.of(JsonText.write(Map.of("index", Map.of("_id", row.get("spanId")))), JsonText.write(row));
    }

    private static String spanOf(SourceRecord event) {
        return (String) ((Map<?, ?>) ((Map<?, ?>) event.value()).get("operational")).get("span_id");
    }

    /** What a golden file and an event have in common: the fields, and the rules that fired. */
    private static Map<String, Object> event(Map<?, ?> picture) {
        Map<String, Object> fields = new TreeMap<>();
        ((Map<?, ?>) picture.get("event")).forEach((name, value) -> {
            if (!OWN.contains(name)) {
                fields.put((String) name, value);
            }
        });
        fields.put("rules", String.valueOf(((Map<?, ?>) picture.get("headers")).get("gov.rules")));
        return fields;
    }

    private static Map<String, String> rules(SourceRecord event) {
        String rules = GovHeaders.text(event.headers(), GovHeaders.RULES);
        return rules == null ? Map.of() : Map.of("gov.rules", rules);
    }

    /** As JSON shows it, with the event's times as text. */
    private static Map<?, ?> plain(Object value) {
        Map<Object, Object> event = new LinkedHashMap<>((Map<?, ?>) value);
        event.computeIfPresent(
                "event_time",
                (name, millis) -> Instant.ofEpochMilli((Long) millis).toString());
        return (Map<?, ?>) JsonText.parse(JsonText.write(event));
    }

    private static List<Path> goldenRows() {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".row.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> read(Path file) {
        try {
            return (Map<?, ?>) JsonText.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
