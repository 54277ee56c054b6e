/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.Arrays;

/** The runs of characters that may be text in base64 or hexadecimal digits, as one pass sees them. Reused; not safe for concurrent use. */
final class Runs {

    private static final int STRIDE = 4;

    private int[] bounds = new int[8 * STRIDE];
    private int size;
    private int reached;
    private int hashEnd;

    void reset(int from) {
        size = 0;
        reached = from;
        hashEnd = from;
    }

    int size() {
        return size;
    }

    int start(int i) {
        return bounds[STRIDE * i];
    }

    /** Where the word began that drew attention; the run may have begun before. */
    int word(int i) {
        return bounds[STRIDE * i + 1];
    }

    int end(int i) {
        return bounds[STRIDE * i + 2];
    }

    /** Whether the run is one word of hexadecimal digits, which as base64 can hold nothing that is looked for. */
    boolean hexadecimal(int i) {
        return bounds[STRIDE * i + 3] != 0;
    }

    /** The word that ends here is nothing but hexadecimal digits, and long enough for a hash. */
    void hash(int end) {
        hashEnd = end;
    }

    /** Takes the run that a long word is part of, unless it was taken already. */
    void add(char[] text, int from, int word, int wordEnd, int to) {
        if (word < reached) {
            return;
        }
        int start = word;
        while (start > from && start > reached && Chars.is(text[start - 1], Chars.BASE64)) {
            start--;
        }
        boolean goesOn = wordEnd < to && Chars.is(text[wordEnd], Chars.BASE64);
        reached = goesOn ? Math.max(wordEnd, Chars.runEnd(text, word, to, Chars.BASE64)) : wordEnd;
        boolean hexadecimal = start == word && reached == hashEnd;
        if (reached - start < Decoded.SHORTEST || (hexadecimal && !Decoded.possible(text, start))) {
            return;
        }
        int at = STRIDE * size++;
        if (at == bounds.length) {
            bounds = Arrays.copyOf(bounds, at * 2);
        }
        bounds[at] = start;
        bounds[at + 1] = word;
        bounds[at + 2] = reached;
        bounds[at + 3] = hexadecimal ? 1 : 0;
    }
}
