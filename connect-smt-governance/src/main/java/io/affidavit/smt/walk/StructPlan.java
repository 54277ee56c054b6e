/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.scan.KeyNames;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** What the fields of one schema at one place mean, worked out once: the names of a schema do not change from record to record. */
record StructPlan(Field[] fields, PathNode[] nodes, int[] evidence) {

    static StructPlan of(Schema schema, PathNode place) {
        List<Field> fields = schema.fields();
        Field[] order = fields.toArray(Field[]::new);
        PathNode[] nodes = new PathNode[order.length];
        int[] evidence = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            nodes[i] = place.child(order[i].name());
            evidence[i] = KeyNames.evidence(order[i].name());
        }
        return new StructPlan(order, nodes, evidence);
    }
}
