/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.junit.jupiter.api.Test;

class MetersTest {

    private static Object value(Metrics metrics, String name) {
        return metrics.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .map(Map.Entry::getValue)
                .map(KafkaMetric::metricValue)
                .findFirst()
                .orElse(null);
    }

    @Test
    void publishesCountersAndGaugesOnTheWorkersOwnMetrics() {
        try (Metrics metrics = new Metrics()) {
            Meters meters = Meters.guarded(() -> new PluginMetricsImpl(metrics, Map.of("connector", "c")));
            Meter records = meters.counter("records-total", "Records.");
            meters.counter("records-total", "Records.").add(2);
            records.add(3);
            meters.gauge("lag", "Lag.", () -> 1.5);
            meters.text("version", "Version.", () -> "p@1");

            assertThat(value(metrics, "records-total")).isEqualTo(5L);
            assertThat(value(metrics, "version")).isEqualTo("p@1");
            assertThat(value(metrics, "lag")).isEqualTo(1.5);
            assertThat(metrics.metrics().keySet()).extracting(MetricName::group).contains("plugins");

            meters.close();
            assertThat(value(metrics, "records-total")).isNull();
        }
    }

    @Test
    void runsBesideATaskThatHasNotEndedYet() {
        try (Metrics metrics = new Metrics()) {
            // Given the meters of a task that the worker gave up on
            Meters late = Meters.guarded(() -> new PluginMetricsImpl(metrics, Map.of("connector", "c")));
            late.counter("records-total", "Records.").add(2);

            // When its successor begins and the late one ends
            Meters next = Meters.guarded(() -> new PluginMetricsImpl(metrics, Map.of("connector", "c")));
            next.counter("records-total", "Records.").add(3);
            next.gauge("lag", "Lag.", () -> 1.5);
            late.close();

            // Then the successor runs, with the metrics whose names were free
            assertThat(value(metrics, "lag")).isEqualTo(1.5);
            next.close();
            assertThat(value(metrics, "lag")).isNull();
        }
    }

    @Test
    void countsNothingOnWorkersWithoutPluginMetrics() {
        Meters absent = Meters.guarded(() -> {
            throw new NoSuchMethodError("pluginMetrics");
        });

        assertThat(absent).isSameAs(Meters.none());
        absent.counter("records-total", "Records.").add(1);
    }
}
