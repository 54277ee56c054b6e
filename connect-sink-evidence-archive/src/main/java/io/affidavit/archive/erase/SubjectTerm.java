/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.hold.predicate.MaskedText;
import java.util.Objects;

/**
 * One way in which a subject stands in a table.
 *
 * @param column its name, nested ones by dots
 * @param value a keyed pseudonym {@code p1.} or token {@code t1.}, which counts wherever it stands in the column's text; or
 *     any other text, which counts where it is all of it
 */
public record SubjectTerm(String column, String value) {

    public SubjectTerm {
        Objects.requireNonNull(value, "value");
        if (column.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException(
                    "Cannot look for a subject: a column or its value is empty. Give COLUMN=VALUE.");
        }
        if (MaskedText.in(value) && MaskedText.family(value) == null) {
            throw new IllegalArgumentException("Cannot look for a subject in column " + column
                    + ": what is given is no pseudonym or token but another mask, and many subjects share those.");
        }
    }

    /**
     * Reads {@code COLUMN=VALUE}.
     *
     * @throws IllegalArgumentException without the value, when it is none
     */
    public static SubjectTerm parse(String text) {
        int sign = text.indexOf('=');
        if (sign < 1) {
            throw new IllegalArgumentException(
                    "Cannot look for a subject: one of the terms is not of the form COLUMN=VALUE.");
        }
        return new SubjectTerm(
                text.substring(0, sign).strip(), text.substring(sign + 1).strip());
    }

    /** Whether it says nothing to who has not the key. */
    public boolean isKeyed() {
        return MaskedText.family(value) != null;
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "SubjectTerm[" + column + "]";
    }
}
