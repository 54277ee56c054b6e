/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

/** Gives a value another type. */
record Cast(int path, Scalar type) implements Operation {

    @Override
    public void rewrite(Draft draft) {
        Object held = draft.value(path);
        if (held == null) {
            return;
        }
        Object cast = type.cast(held);
        if (cast == null) {
            throw new UpcastException(UpcastException.VALUE, draft.text(path));
        }
        draft.put(path, cast);
    }

    @Override
    public void rewrite(Shape shape) {
        if (shape.names(path)) {
            shape.put(path, type.schema());
        }
    }
}
