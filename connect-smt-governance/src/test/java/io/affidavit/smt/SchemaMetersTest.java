/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.TransformContract.CANARY;
import static io.affidavit.smt.TransformContract.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Counts of in and out agree, whatever becomes of a record. */
class SchemaMetersTest {

    private static final int RECORDS = 3_000;
    private static final List<Map<String, Object>> VALUES = List.of(
            Map.of("schema_version", "2.0", "size", 1L),
            Map.of("schema_version", "1.0", "length", 1L),
            Map.of("schema_version", "1.0", "length", 1L, "size", 2L),
            Map.of("schema_version", "2.1"),
            Map.of("schema_version", "0.1"),
            Map.of("schema_version", CANARY),
            Map.of("text", CANARY),
            Map.of("schema_version", "2.0", "size", CANARY));

    @Test
    void everyRecordIsCountedInOnceAndOutOnce() {
        try (Metrics metrics = new Metrics();
                EnforceSchemaVersion<SourceRecord> gate = new EnforceSchemaVersion<>()) {
            // Given every way out
            gate.configure(Map.of(
                    "accept", ">=1 <=2",
                    "target", "2",
                    "migrations",
                            "format: 1\nmigrations: [{from: '>=1 <2', to: 2, steps: [{rename: {path: length, to: size}}]}]",
                    "contract", "{\"properties\":{\"size\":{\"type\":\"integer\"}}}",
                    "on.contract", "tag",
                    "on.missing", "drop",
                    "on.invalid", "fail",
                    "on.unknown", "tag"));
            gate.withPluginMetrics(new PluginMetricsImpl(metrics, Map.of("connector", "c")));
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(3);

            // When
            int[] sent = new int[VALUES.size()];
            int failed = 0;
            for (int i = 0; i < RECORDS; i++) {
                int choice = random.nextInt(VALUES.size());
                sent[choice]++;
                failed += catchThrowable(() -> gate.apply(source(null, VALUES.get(choice)))) == null ? 0 : 1;
            }

            // Then
            assertThat(count(metrics, "records-seen")).isEqualTo(RECORDS);
            assertThat(failed).isEqualTo(sent[5]);
            assertThat(count(metrics, "records-passed")).isEqualTo(sent[0] + sent[1]);
            assertThat(count(metrics, "records-migrated")).isEqualTo(sent[1]);
            assertThat(count(metrics, "records-tagged")).isEqualTo(sent[4] + sent[7]);
            assertThat(count(metrics, "records-rejected")).isEqualTo(sent[2] + sent[3] + sent[5] + sent[6]);
            assertThat(count(metrics, "rule-schema-version-future")).isEqualTo(sent[3]);
            assertThat(count(metrics, "rule-schema-contract-type")).isEqualTo(sent[7]);
            assertThat(count(metrics, "rule-schema-migration-conflict")).isEqualTo(sent[2]);
            assertThat(count(metrics, "evaluation-time-ns")).isPositive();
            assertThat(metrics.metrics().keySet().toString()).doesNotContain(CANARY);
        }
    }

    private static long count(Metrics metrics, String name) {
        return metrics.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .map(Map.Entry::getValue)
                .map(KafkaMetric::metricValue)
                .mapToLong(value -> ((Number) value).longValue())
                .findFirst()
                .orElse(-1);
    }
}
