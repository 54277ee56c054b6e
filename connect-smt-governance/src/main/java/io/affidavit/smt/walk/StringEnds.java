/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import java.util.Arrays;

/** Where the strings of a JSON text end and which of them have escapes: found at a first look at the text, told again at a second. */
final class StringEnds {

    private static final int FIRST_SIZE = 64;
    /** A long text does not hold memory for ever. */
    private static final int MOST_KEPT = 4096;

    /** The complement of the end where there are escapes. */
    private int[] ends = new int[FIRST_SIZE];

    private int size;
    private int told;
    /** Whether the text was looked at. */
    private boolean known;

    private boolean escaped;

    /** Another text follows, at which is looked. */
    void clear() {
        ends = ends.length > MOST_KEPT ? new int[FIRST_SIZE] : ends;
        size = 0;
        known = false;
    }

    /** The same text follows once more. */
    void again() {
        told = 0;
        known = true;
    }

    /**
     * Where the string ends that starts here: at its quotation mark, or at {@code to} where the text ends first. To be asked for the
     * same strings in the same order the second time.
     */
    int end(char[] text, int from, int to) {
        int seen = known ? ends[told++] : look(text, from, to);
        escaped = seen < 0;
        return escaped ? ~seen : seen;
    }

    /** Whether the string asked for last has escapes. */
    boolean escaped() {
        return escaped;
    }

    private int look(char[] text, int from, int to) {
        int i = from;
        boolean escapes = false;
        while (i < to && text[i] != '"') {
            boolean escape = text[i] == '\\';
            escapes |= escape;
            i += escape ? 2 : 1;
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        int end = Math.min(i, to);
        ends[size] = escapes ? ~end : end;
        return ends[size++];
    }
}
