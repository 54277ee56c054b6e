/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.metrics;

import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.PluginMetrics;

/** Where a plugin registers its counters and gauges. Names are lower-case words joined by hyphens. */
public interface Meters extends AutoCloseable {

    /** Registers a total that only grows. Registering a name twice returns the first counter. */
    Meter counter(String name, String doc);

    /** Registers a value read whenever a reporter asks; {@code value} must be quick and must not throw. */
    void gauge(String name, String doc, DoubleSupplier value);

    /** Registers a text read whenever a reporter asks, under the rules of {@link #gauge}. */
    void text(String name, String doc, Supplier<String> value);

    /** Removes everything registered here. */
    @Override
    void close();

    /** Meters that count nothing. */
    static Meters none() {
        return NoMeters.INSTANCE;
    }

    /**
     * Meters on the worker's plugin metrics, or {@link #none()} where the worker is older than Kafka 4.1 or runs the
     * plugin without a metrics context.
     *
     * @param source typically {@code context::pluginMetrics}
     */
    static Meters guarded(Supplier<PluginMetrics> source) {
        try {
            PluginMetrics metrics = source.get();
            return metrics == null ? none() : new KafkaMeters(metrics);
        } catch (NoSuchMethodError | NoClassDefFoundError | UnsupportedOperationException e) {
            return none();
        }
    }
}
