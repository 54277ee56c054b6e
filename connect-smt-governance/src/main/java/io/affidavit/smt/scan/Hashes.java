/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** Tells hashes and ids of traces, which are sixteen and more hexadecimal digits, from other codes. */
final class Hashes {

    static final int SHORTEST = 16;

    private Hashes() {}

    /**
     * Whether a text is a hash and nothing else, as many fields of machines' events are; one that may be a vendor's key or a plain
     * number is none. Asked first, because a hash has a word's end wherever digits and letters meet, which nothing foretells.
     */
    static boolean whole(char[] text, int from, int to) {
        if (to - from < SHORTEST) {
            return false;
        }
        int letters = 0;
        int digits = 0;
        for (int i = from; i < to; i++) {
            int bits = Chars.of(text[i]);
            if ((bits & Chars.HEX) == 0) {
                return false;
            }
            letters |= bits & Chars.LETTER;
            digits |= bits & Chars.DIGIT;
        }
        return letters != 0 && digits != 0 && !Secrets.possible(text[from], text[from + 1]);
    }
}
