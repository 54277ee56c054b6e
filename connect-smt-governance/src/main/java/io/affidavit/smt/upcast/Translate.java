/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import java.util.Map;

/**
 * Gives one word for another.
 *
 * @param otherwise for words that are not listed; null if there is none
 * @param keep whether a word that is not listed stays; if not and there is none to take its place, it is refused
 */
record Translate(int path, Map<String, String> words, String otherwise, boolean keep) implements Operation {

    Translate {
        words = Map.copyOf(words);
    }

    @Override
    public void rewrite(Draft draft) {
        Object held = draft.value(path);
        if (held == null) {
            return;
        }
        String word = Scalar.STRING.cast(held) instanceof String text ? words.get(text) : null;
        if (word == null) {
            if (keep && held instanceof String) {
                return;
            }
            word = otherwise;
        }
        if (word == null) {
            throw new UpcastException(UpcastException.VALUE, draft.text(path));
        }
        draft.put(path, word);
    }

    @Override
    public void rewrite(Shape shape) {
        if (shape.names(path)) {
            shape.put(path, Scalar.STRING.schema());
        }
    }
}
