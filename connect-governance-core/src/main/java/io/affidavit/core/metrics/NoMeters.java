/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.metrics;

import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** The meters of a worker without plugin metrics. */
enum NoMeters implements Meters {
    INSTANCE;

    @Override
    public Meter counter(String name, String doc) {
        return Meter.NONE;
    }

    @Override
    public void gauge(String name, String doc, DoubleSupplier value) {}

    @Override
    public void text(String name, String doc, Supplier<String> value) {}

    @Override
    public void close() {}
}
