/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Where a value says whose it is.
 *
 * @param segments names from the root of the value; empty for nowhere
 */
record TenantPath(List<String> segments) {

    TenantPath {
        segments = List.copyOf(segments);
    }

    /** The tenant, or empty where the value names none. */
    String of(Object value) {
        Object at = segments.isEmpty() ? null : value;
        for (int i = 0; i < segments.size() && at != null; i++) {
            at = child(at, segments.get(i));
        }
        return at instanceof String tenant ? tenant : "";
    }

    private static Object child(Object container, String name) {
        if (container instanceof Struct struct) {
            Field field = struct.schema().field(name);
            boolean readable = field != null && field.schema().type() != Schema.Type.BYTES;
            return readable ? struct.getWithoutDefault(name) : null;
        }
        return container instanceof Map<?, ?> map ? map.get(name) : null;
    }
}
