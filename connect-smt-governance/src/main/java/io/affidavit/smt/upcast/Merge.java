/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import java.util.List;

/** Joins texts, numbers and flags to one text and removes them. Those that are not there are passed over. */
record Merge(List<Integer> parts, String by, int to) implements Operation {

    Merge {
        parts = List.copyOf(parts);
    }

    @Override
    public void rewrite(Draft draft) {
        StringBuilder merged = null;
        for (int part : parts) {
            Object held = draft.value(part);
            if (held != null) {
                if (!(Scalar.STRING.cast(held) instanceof String text)) {
                    throw new UpcastException(UpcastException.VALUE, draft.text(part));
                }
                merged = merged == null ? new StringBuilder() : merged.append(by);
                merged.append(text);
            }
            if (draft.has(part)) {
                draft.take(part);
            }
        }
        if (merged == null) {
            return;
        }
        if (draft.value(to) != null) {
            throw new UpcastException(UpcastException.CONFLICT, draft.text(to));
        }
        draft.put(to, merged.toString());
    }

    @Override
    public void rewrite(Shape shape) {
        boolean any = false;
        for (int part : parts) {
            any |= shape.take(part) != null;
        }
        if (!any) {
            return;
        }
        if (shape.names(to)) {
            throw new UpcastException(UpcastException.CONFLICT, shape.text(to));
        }
        shape.put(to, Scalar.STRING.schema());
    }
}
