/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.nio.charset.StandardCharsets;

/**
 * Texts of columns, the one given for the row before where it says the same: models, providers and states of requests seldom
 * change from row to row. Used by one thread.
 */
final class FormerTexts {

    /** What is longer hardly repeats, and is not held on to. */
    private static final int MOST_BYTES = 64;

    private final String[] former;

    FormerTexts(int columns) {
        this.former = new String[columns];
    }

    /** The text that a part of an array is in UTF-8. */
    String of(int column, byte[] utf8, int from, int to) {
        String before = former[column];
        if (before != null && isSame(before, utf8, from, to)) {
            return before;
        }
        String text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
        former[column] = to - from <= MOST_BYTES ? text : null;
        return text;
    }

    /** Only what is ASCII is ever found the same: other characters are greater than the bytes they are compared with. */
    private static boolean isSame(String text, byte[] utf8, int from, int to) {
        int length = to - from;
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != utf8[from + i]) {
                return false;
            }
        }
        return true;
    }
}
