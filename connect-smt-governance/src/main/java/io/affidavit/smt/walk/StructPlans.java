/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import java.util.IdentityHashMap;
import org.apache.kafka.connect.data.Schema;

/** Plans by schema and place, compared by identity. Forgets everything when a source makes a new schema for each record. */
final class StructPlans {

    private static final int MOST = 512;

    private final IdentityHashMap<Schema, IdentityHashMap<PathNode, StructPlan>> plans = new IdentityHashMap<>();
    private int size;

    StructPlan of(Schema schema, PathNode place) {
        IdentityHashMap<PathNode, StructPlan> places = plans.get(schema);
        StructPlan known = places == null ? null : places.get(place);
        return known == null ? add(schema, place) : known;
    }

    private StructPlan add(Schema schema, PathNode place) {
        if (size++ >= MOST) {
            plans.clear();
            size = 1;
        }
        StructPlan plan = new StructPlan(schema, place);
        plans.computeIfAbsent(schema, ignored -> new IdentityHashMap<>()).put(place, plan);
        return plan;
    }
}
