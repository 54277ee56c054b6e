/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** Times as machines write them (RFC 3339), which most events hold several of and which are nothing else. */
final class Timestamps {

    private static final String LAYOUT = "9999-99-99T99:99:99";

    private Timestamps() {}

    /** The end of the time that begins at a digit, with its fraction and Z; {@code at} where none does. */
    static int end(char[] text, int from, int at, int to) {
        int end = at + LAYOUT.length();
        if (end > to || text[at + 4] != '-' || text[at + 10] != 'T' || (at > from && joined(text[at - 1]))) {
            return at;
        }
        for (int i = 0; i < LAYOUT.length(); i++) {
            char wanted = LAYOUT.charAt(i);
            char c = text[at + i];
            if (wanted == '9' ? !Chars.digit(c) : c != wanted) {
                return at;
            }
        }
        if (end + 1 < to && text[end] == '.' && Chars.digit(text[end + 1])) {
            end = Chars.runEnd(text, end + 1, to, Chars.DIGIT);
        }
        if (end < to && text[end] == 'Z') {
            end++;
        }
        return end < to && Chars.is(text[end], Chars.WORD) ? at : end;
    }

    private static boolean joined(char before) {
        return before == '-' || Chars.is(before, Chars.WORD);
    }
}
