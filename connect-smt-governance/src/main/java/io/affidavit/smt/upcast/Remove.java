/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

/** Removes a value. */
record Remove(int path) implements Operation {

    @Override
    public void rewrite(Draft draft) {
        if (draft.has(path)) {
            draft.take(path);
        }
    }

    @Override
    public void rewrite(Shape shape) {
        shape.take(path);
    }
}
