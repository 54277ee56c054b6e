/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

/**
 * The short JSON texts of columns that were opened last, and what they hold: tags and settings are often the same from row to row.
 * What is handed out is read and never changed. Safe for use by many threads, of which each may open a text once more.
 */
final class OpenedTexts {

    private static final int LONGEST = 256;

    /** By column. Immutable entries, so that one may be seen late and not in part. */
    private final Opened[] last;

    private record Opened(String text, Object value) {}

    OpenedTexts(int columns) {
        this.last = new Opened[columns];
    }

    /** As {@link Nested#open}. */
    Object open(int column, Object value) {
        if (!(value instanceof String text) || text.length() > LONGEST) {
            return Nested.open(value);
        }
        Opened known = last[column];
        if (known == null || !known.text.equals(text)) {
            known = new Opened(text, Nested.open(text));
            last[column] = known;
        }
        return known.value;
    }
}
