/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import org.apache.kafka.connect.data.Schema;

/** Gives a value another name or place. Never onto another value. */
record Relocate(int from, int to, boolean samePlace) implements Operation {

    @Override
    public void rewrite(Draft draft) {
        if (draft.value(from) == null && !draft.has(from)) {
            return;
        }
        if (draft.put(to, draft.take(from)) != null) {
            throw new UpcastException(UpcastException.CONFLICT, draft.text(to));
        }
    }

    @Override
    public void rewrite(Shape shape) {
        if (shape.schema(from) == null) {
            return;
        }
        if (shape.names(to)) {
            throw new UpcastException(UpcastException.CONFLICT, shape.text(to));
        }
        Schema schema = shape.take(from);
        // what stood in an optional group may be missing at its new place
        shape.put(to, samePlace ? schema : Schemas.optional(schema));
    }
}
