/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/** Reads one field of a record value, whatever form the value has. */
final class FieldValue {

    private FieldValue() {}

    /** The field's value, or null where it is absent or the value is no object. */
    static Object of(Object value, List<String> names) {
        Object at = opened(value);
        for (String name : names) {
            if (at instanceof Struct struct) {
                at = struct.schema().field(name) == null ? null : struct.get(name);
            } else if (at instanceof Map<?, ?> map) {
                at = map.get(name);
            } else {
                return null;
            }
        }
        return at;
    }

    private static Object opened(Object value) {
        try {
            return JsonText.opened(value);
        } catch (InvalidJsonException e) {
            return null;
        }
    }
}
