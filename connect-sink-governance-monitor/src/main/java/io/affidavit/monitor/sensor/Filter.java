/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.core.data.FieldPath;
import io.affidavit.monitor.fields.FieldSet;
import io.affidavit.monitor.fields.FieldValues;
import java.util.Map;

/** Whether fields hold the values that a policy asks for. No condition holds always. */
public final class Filter {

    private final int[] fields;
    private final Object[] wanted;

    private Filter(int[] fields, Object[] wanted) {
        this.fields = fields;
        this.wanted = wanted;
    }

    /** Conditions by path; their fields are added to the set. */
    public static Filter of(Map<FieldPath, Object> conditions, FieldSet set) {
        return new Filter(
                conditions.keySet().stream().mapToInt(set::add).toArray(),
                conditions.values().toArray());
    }

    public boolean holds(FieldValues values) {
        for (int i = 0; i < fields.length; i++) {
            if (!values.holds(fields[i], wanted[i])) {
                return false;
            }
        }
        return true;
    }
}
