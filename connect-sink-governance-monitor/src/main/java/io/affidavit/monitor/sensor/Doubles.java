/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;

/** Arrays of numbers as part of a state, whose length the reader knows. */
final class Doubles {

    private Doubles() {}

    static void save(double[] values, StateWriter writer) {
        for (double value : values) {
            writer.writeDouble(value);
        }
    }

    static double[] load(int count, StateReader reader) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = reader.readFinite();
        }
        return values;
    }
}
