/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.exposure;

import java.util.Collections;
import java.util.List;

/**
 * Where a value stands: the way to it from the root.
 *
 * @param parent null at the root
 * @param name of the field that holds the value; null for an item of an array, and at the root
 */
record Place(Place parent, String name) {

    static final Place ROOT = new Place(null, null);

    Place below(String field) {
        return new Place(this, field);
    }

    Place item() {
        return new Place(this, null);
    }

    /** A value that holds nothing but this one, at this place. */
    Object around(Object value) {
        Object all = value;
        for (Place at = this; at.parent != null; at = at.parent) {
            all = at.name == null ? List.of(all) : Collections.singletonMap(at.name, all);
        }
        return all;
    }
}
