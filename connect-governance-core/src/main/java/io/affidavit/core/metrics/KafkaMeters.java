/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;

/** Meters published under {@code kafka.connect:type=plugins}. */
final class KafkaMeters implements Meters {

    private final PluginMetrics metrics;
    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
    private final Map<String, MetricName> names = new ConcurrentHashMap<>();

    KafkaMeters(PluginMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public Meter counter(String name, String doc) {
        LongAdder total = counters.computeIfAbsent(name, n -> {
            LongAdder adder = new LongAdder();
            register(n, doc, (config, now) -> adder.sum());
            return adder;
        });
        return total::add;
    }

    @Override
    public void gauge(String name, String doc, DoubleSupplier value) {
        register(name, doc, (config, now) -> value.getAsDouble());
    }

    @Override
    public void text(String name, String doc, Supplier<String> value) {
        register(name, doc, (config, now) -> value.get());
    }

    private void register(String name, String doc, Gauge<?> gauge) {
        MetricName metricName = metrics.metricName(name, doc, new LinkedHashMap<>());
        if (names.putIfAbsent(name, metricName) != null) {
            return;
        }
        try {
            metrics.addMetric(metricName, gauge);
        } catch (IllegalArgumentException e) {
            // A task that the worker gave up on but that still ends holds the name: counting matters less than running.
            names.remove(name);
        }
    }

    @Override
    public void close() {
        names.values().forEach(metrics::removeMetric);
        names.clear();
        counters.clear();
    }
}
