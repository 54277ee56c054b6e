/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.detect;

import java.util.List;
import java.util.Objects;

/**
 * A text and where it stands. Prints nothing of itself.
 *
 * @param path names from the root of the value, key or header to the field, list indexes left out; empty for a bare value
 */
public record Passage(String text, List<String> path) {

    public Passage {
        Objects.requireNonNull(text, "text");
        path = List.copyOf(path);
    }

    /** The name of the field; empty where it has none. */
    public String field() {
        return path.isEmpty() ? "" : path.get(path.size() - 1);
    }

    @Override
    public String toString() {
        return "Passage[" + text.length() + " characters]";
    }
}
