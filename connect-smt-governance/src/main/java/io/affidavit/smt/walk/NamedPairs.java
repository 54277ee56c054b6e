/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.scan.PairRole;

/** Remembers a name that stands in a field of its own, for the value in the field beside it. Not safe for concurrent use. */
final class NamedPairs {

    private final LeafReader reader;
    private String name;
    private int nameContainer;

    /**
     * @param reader is used between two leaves
     */
    NamedPairs(LeafReader reader) {
        this.reader = reader;
    }

    void clear() {
        name = null;
    }

    /** What the name of the field says about its value, and what the field beside it says that names it. */
    int said(KnownField field, Object value, int container) {
        int said = field.evidence();
        if (field.role() == PairRole.NAME) {
            name = value instanceof String text && text.length() <= KnownField.LONGEST_NAME ? text : null;
            nameContainer = container;
        } else if (field.role() == PairRole.VALUE && name != null && nameContainer == container) {
            reader.read(name);
            return said | PairRole.evidence(reader.text(), 0, reader.length());
        }
        return said;
    }
}
