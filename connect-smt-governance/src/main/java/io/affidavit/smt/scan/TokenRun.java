/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/**
 * The end of the run of token characters around a position, remembered: a hostile text that begins a candidate at every
 * dash is still read once.
 */
final class TokenRun {

    private final int alphabet;
    private char[] text;
    private int from;
    private int end;

    TokenRun(int alphabet) {
        this.alphabet = alphabet;
    }

    void reset(char[] next) {
        text = next;
        from = 0;
        end = 0;
    }

    int end(int at, int to) {
        if (at < from || at >= end) {
            from = at;
            end = Chars.runEnd(text, at, to, alphabet);
        }
        return end;
    }
}
