/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import org.apache.kafka.connect.data.Schema;

/**
 * Sets a value from the configuration.
 *
 * @param value of the type
 * @param always whether it replaces what is there; if not, it only takes the place of nothing and of null
 */
record Put(int path, Scalar type, Object value, boolean always) implements Operation {

    @Override
    public void rewrite(Draft draft) {
        if (always || draft.value(path) == null) {
            draft.put(path, value);
        }
    }

    @Override
    public void rewrite(Shape shape) {
        Schema held = shape.schema(path);
        if (held == null || always) {
            shape.put(path, type.schema());
        } else if (held.type() != type.schema().type()) {
            throw new UpcastException(UpcastException.VALUE, shape.text(path));
        }
    }
}
