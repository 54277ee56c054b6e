/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.fields.FieldValues;
import java.util.List;

/**
 * The number that a detector is given of a record: the field's own, or 1 and 0 where the policy names favourable values.
 *
 * @param field its number
 * @param favourable none for a number
 */
record Values(int field, List<Object> favourable) {

    Values {
        favourable = List.copyOf(favourable);
    }

    boolean outcome() {
        return !favourable.isEmpty();
    }

    /** NaN where the record has no such value. */
    double of(FieldValues values) {
        if (!outcome()) {
            return values.number(field);
        }
        if (!values.present(field)) {
            return Double.NaN;
        }
        return favourable(values) ? 1 : 0;
    }

    boolean favourable(FieldValues values) {
        for (int i = 0; i < favourable.size(); i++) {
            if (values.holds(field, favourable.get(i))) {
                return true;
            }
        }
        return false;
    }
}
