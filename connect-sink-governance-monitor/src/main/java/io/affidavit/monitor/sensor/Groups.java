/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.fields.FieldValues;
import java.util.Set;

/** The group that a decision was about, where it is one of those that the policy compares. */
record Groups(int field, Set<String> compared) {

    Groups {
        compared = Set.copyOf(compared);
    }

    /** Null where the group is unknown. */
    String of(FieldValues values) {
        String group = values.present(field) ? values.text(field) : null;
        return group != null && compared.contains(group) ? group : null;
    }
}
