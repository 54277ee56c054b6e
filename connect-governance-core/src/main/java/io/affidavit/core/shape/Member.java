/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.shape;

import java.util.Objects;

/**
 * One key of a document.
 *
 * @param doc what it says, in sentences
 * @param required whether it must be there
 */
public record Member(String name, Shape shape, boolean required, String doc) {

    public Member {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(shape, "shape");
        if (doc.isBlank() || !doc.endsWith(".")) {
            throw new IllegalArgumentException("Incomplete key " + name + ": document it in sentences.");
        }
    }

    public static Member required(String name, Shape shape, String doc) {
        return new Member(name, shape, true, doc);
    }

    public static Member optional(String name, Shape shape, String doc) {
        return new Member(name, shape, false, doc);
    }
}
