/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.scan.KeyNames;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** What the fields of one schema at one place mean, worked out once: the names of a schema do not change from record to record. */
final class StructPlan {

    private final Field[] fields;
    private final PathNode[] nodes;
    private final int[] evidence;

    StructPlan(Schema schema, PathNode place) {
        fields = schema.fields().toArray(Field[]::new);
        nodes = new PathNode[fields.length];
        evidence = new int[fields.length];
        for (int i = 0; i < fields.length; i++) {
            nodes[i] = place.child(fields[i].name());
            evidence[i] = KeyNames.evidence(fields[i].name());
        }
    }

    int size() {
        return fields.length;
    }

    Field field(int i) {
        return fields[i];
    }

    PathNode node(int i) {
        return nodes[i];
    }

    int evidence(int i) {
        return evidence[i];
    }
}
