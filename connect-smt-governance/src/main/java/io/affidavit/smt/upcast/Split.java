/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import java.util.List;

/** Cuts a text at a separator; the last part takes what remains. Parts that are not there are not set. */
record Split(int from, String by, List<Integer> into) implements Operation {

    Split {
        into = List.copyOf(into);
    }

    @Override
    public void rewrite(Draft draft) {
        Object held = draft.value(from);
        if (held == null) {
            return;
        }
        if (!(held instanceof String text)) {
            throw new UpcastException(UpcastException.VALUE, draft.text(from));
        }
        draft.take(from);
        int start = 0;
        for (int i = 0; i < into.size() && start <= text.length(); i++) {
            int end = i == into.size() - 1 ? -1 : text.indexOf(by, start);
            if (draft.value(into.get(i)) != null) {
                throw new UpcastException(UpcastException.CONFLICT, draft.text(into.get(i)));
            }
            draft.put(into.get(i), end < 0 ? text.substring(start) : text.substring(start, end));
            start = end < 0 ? text.length() + 1 : end + by.length();
        }
    }

    @Override
    public void rewrite(Shape shape) {
        if (shape.take(from) == null) {
            return;
        }
        for (int part : into) {
            if (shape.names(part)) {
                throw new UpcastException(UpcastException.CONFLICT, shape.text(part));
            }
            shape.put(part, Scalar.STRING.schema());
        }
    }
}
