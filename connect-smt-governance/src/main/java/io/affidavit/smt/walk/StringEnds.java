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
    private int end;
    private boolean escaped;

    /** Another text follows. */
    void clear() {
        ends = ends.length > MOST_KEPT ? new int[FIRST_SIZE] : ends;
        size = 0;
        told = 0;
    }

    /** Looks at the string that starts here; it ends at its quotation mark, or at {@code to} where the text ends first. */
    void look(char[] text, int from, int to) {
        int i = from;
        escaped = false;
        while (i < to && text[i] != '"') {
            boolean escape = text[i] == '\\';
            escaped |= escape;
            i += escape ? 2 : 1;
        }
        end = Math.min(i, to);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        ends[size++] = escaped ? ~end : end;
    }

    /** Tells what was seen of the next string. */
    void tell() {
        int known = ends[told++];
        escaped = known < 0;
        end = escaped ? ~known : known;
    }

    int end() {
        return end;
    }

    boolean escaped() {
        return escaped;
    }
}
