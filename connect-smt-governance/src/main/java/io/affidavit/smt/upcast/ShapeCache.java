/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;

/** Remembers what became of the schemas that were seen last. Safe for many threads. */
final class ShapeCache {

    private static final int MOST = 100;

    private final UnaryOperator<Schema> rewrite;
    private final Map<Schema, Schema> rewritten = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Schema, Schema> eldest) {
            return size() > MOST;
        }
    };
    /** Converters hand over the same schema object for one record after the other. */
    private volatile Pair last = new Pair(null, null);

    ShapeCache(UnaryOperator<Schema> rewrite) {
        this.rewrite = rewrite;
    }

    /** @throws UpcastException if no value of the schema can be migrated */
    @SuppressWarnings("ReferenceEquality")
    Schema of(Schema schema) {
        Pair pair = last;
        if (pair.from == schema) {
            return pair.to;
        }
        synchronized (rewritten) {
            Schema known = rewritten.get(schema);
            if (known == null) {
                known = rewrite.apply(schema);
                rewritten.put(schema, known);
            }
            last = new Pair(schema, known);
            return known;
        }
    }

    private record Pair(Schema from, Schema to) {}
}
