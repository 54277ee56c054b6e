/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.Arrays;

/**
 * Skips words of small letters and the punctuation between them, which is most of any text. Words differ in length, so a loop
 * for each word is mispredicted at each end; here one loop runs over all of them and only counts, by arithmetic, how long the
 * word is.
 */
final class Prose {

    /** A word this long may be base64 together with what it is joined to. */
    private static final int LONG_WORD = 10;
    /** A letter: the mask leaves the length of the word as it is. Anything else calm is 0, which ends the word. */
    private static final byte LETTER = 31;

    private static final byte STOP = 64;
    /** As long as there are characters, so that the loop need not ask whether one is in it. */
    private static final byte[] KINDS = kinds();
    /** The four characters that may spell a host name out, see {@link Unveiled}. */
    private static final int DOT = ('d' << 24) | ('o' << 16) | ('t' << 8) | ' ';

    private Prose() {}

    /** The first place from {@code from} on that is worth a look: the start of a word or a symbol; or {@code to}. */
    static int end(char[] text, int from, int to) {
        int i = from;
        int length = joined(text, from);
        int seen = 0;
        while (i < to) {
            char c = text[i];
            int kind = KINDS[c];
            length = (length + 1) & kind;
            seen = (seen << 8) | c;
            // one question for both: is it a stop, or has a word grown to what base64 is at least
            if (kind + length >= LETTER + Decoded.SHORTEST || seen == DOT) {
                int start = wordStart(text, from, i);
                if (looked(text, start, i, to)) {
                    return start;
                }
                if (worth(c)) {
                    return Chars.digit(c) ? shortWord(text, from, i) : i;
                }
                length = joined(text, i + 1);
            }
            i++;
        }
        return to;
    }

    /** Counts a joint before a word as so many letters that what is joined is looked at where it can be base64. */
    private static int joined(char[] text, int at) {
        return at > 0 && Chars.is(text[at - 1], Chars.BASE64) ? Decoded.SHORTEST - LONG_WORD : 0;
    }

    /** Whether the word that ends before a stop is to be looked at itself. */
    private static boolean looked(char[] text, int start, int stop, int to) {
        if (start == stop) {
            return false;
        }
        char c = text[stop];
        if (c == ' ' || Chars.is(c, Chars.WORD)) {
            return true;
        }
        boolean joint = c == '-' || c == '.' || c == ':';
        boolean goesOn = stop + 1 < to && Chars.is(text[stop + 1], Chars.TOKEN | Chars.DOT);
        return (joint && goesOn) || (stop - start >= LONG_WORD && Chars.is(c, Chars.BASE64));
    }

    /** A code may begin with up to three letters and a blank before its digits. */
    private static int shortWord(char[] text, int from, int digit) {
        int end = digit - 1;
        int start = end > from && text[end] == ' ' ? wordStart(text, from, end) : end;
        return start < end && end - start <= 3 ? start : digit;
    }

    private static int wordStart(char[] text, int from, int end) {
        int start = end;
        while (start > from && text[start - 1] >= 'a' && text[start - 1] <= 'z') {
            start--;
        }
        return start;
    }

    private static boolean worth(char c) {
        return c >= 128 || Chars.is(c, Chars.WORD | Chars.TRIGGER);
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[Character.MAX_VALUE + 1];
        Arrays.fill(kinds, STOP);
        for (char c = 0; c < 128; c++) {
            boolean small = c >= 'a' && c <= 'z';
            boolean stop = Chars.is(c, Chars.WORD | Chars.TRIGGER | Chars.BASE64 | Chars.DOT);
            kinds[c] = small ? LETTER : stop ? STOP : 0;
        }
        return kinds;
    }
}
