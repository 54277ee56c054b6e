/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** What the fields of one schema at one place mean, worked out once: the names of a schema do not change from record to record. */
final class StructPlan {

    private final Field[] fields;
    private final KnownField[] known;

    StructPlan(Schema schema, PathNode place) {
        fields = schema.fields().toArray(Field[]::new);
        known = new KnownField[fields.length];
        for (int i = 0; i < fields.length; i++) {
            String name = fields[i].name();
            known[i] = new KnownField().set(place, name, place.child(name));
        }
    }

    int size() {
        return fields.length;
    }

    Field field(int i) {
        return fields[i];
    }

    KnownField known(int i) {
        return known[i];
    }
}
