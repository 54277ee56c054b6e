/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads the words before a candidate, nearest first: the nearest word that names a kind decides, so that the label of one
 * number does not reach over the next. Remembers where nothing telling stands, so that a text full of candidates is read once
 * and not for each of them. Not safe for concurrent use.
 */
final class Context {

    /** How far before a candidate a word still speaks for it, in characters. */
    static final int WINDOW = 40;

    /** How far behind a candidate a word speaks for it where none stands before. */
    private static final int WINDOW_AFTER = 32;

    /** Digits between a word and its code, beyond which they belong to something else. */
    private static final int MOST_CROSSED = 4;

    private static final Lexicon WORDS = words();

    /** Between these no word spoke for what stands behind them. */
    private int quietFrom;

    private int quietTo;
    /** Between these no word spoke for what stands before them. */
    private int stillFrom;

    private int stillTo;

    /** A new text follows. */
    void reset() {
        quietFrom = 0;
        quietTo = 0;
        stillFrom = 0;
        stillTo = 0;
    }

    /**
     * What the nearest telling word before {@code at} says; {@link Evidence#NONE} where no word does. The word "id" yields to
     * the word that says of what; a kind whose codes have no layout does not reach over another number.
     */
    int before(char[] text, int from, int at) {
        int limit = Math.max(from, at - WINDOW);
        int near = before(text, from, at, limit);
        if (near == Evidence.NONE) {
            quietFrom = limit;
            quietTo = at;
        }
        return near;
    }

    private int before(char[] text, int from, int at, int limit) {
        int i = at;
        int crossed = 0;
        int weak = Evidence.NONE;
        while (i > limit) {
            // no word is cut here: it would end at an earlier candidate and go on behind
            if (i <= quietTo && at >= quietTo && limit >= quietFrom) {
                return weak;
            }
            char c = text[i - 1];
            if (!letter(c)) {
                i--;
                crossed += Chars.digit(c) ? 1 : 0;
                continue;
            }
            int end = i;
            while (i > limit && letter(text[i - 1])) {
                if (ideograph(text[i - 1]) && i < end && ideograph(text[i])) {
                    int evidence = WORDS.lookup(text, i - 1, i + 1);
                    if (evidence != Evidence.NONE) {
                        return evidence;
                    }
                }
                i--;
            }
            int start = Chars.escapeLetter(text, from, i) ? i + 1 : i;
            int evidence = WORDS.lookup(text, start, end);
            if (evidence != Evidence.NONE && whole(text, from, i, end, at, limit)) {
                if (evidence == Evidence.IDENTIFIER) {
                    weak = evidence;
                } else {
                    boolean loose = (evidence & Evidence.LOOSE) != 0;
                    return (loose && crossed >= MOST_CROSSED) || (weak != Evidence.NONE && !loose) ? weak : evidence;
                }
            }
        }
        return weak;
    }

    /** What the nearest telling word behind a candidate says, up to the end of the line or the sentence. */
    int after(char[] text, int end, int to) {
        int limit = Math.min(to, end + WINDOW_AFTER);
        boolean known = end >= stillFrom && end < stillTo && !letter(text[end]);
        stillFrom = known ? stillFrom : end;
        int i = known ? stillTo : end;
        while (i < limit && text[i] != '\n' && text[i] != '.' && text[i] != '|' && text[i] != ',' && text[i] != '"') {
            stillTo = i;
            if (!letter(text[i])) {
                i++;
                continue;
            }
            int start = i;
            while (i < to && letter(text[i]) && i - start <= WINDOW_AFTER) {
                i++;
            }
            int evidence = WORDS.lookup(text, start, i);
            if (evidence != Evidence.NONE) {
                // a word before a colon names what comes behind it
                return i < to && (text[i] == ':' || text[i] == '=') ? Evidence.NONE : evidence;
            }
        }
        stillTo = i;
        return Evidence.NONE;
    }

    /** What one word says by itself. */
    static int word(char[] text, int from, int to) {
        return WORDS.lookup(text, from, to);
    }

    private static Lexicon words() {
        Map<Integer, String> lists = new HashMap<>();
        for (String line : DataFile.lines("words.txt")) {
            int colon = line.indexOf(':');
            lists.put(Evidence.KINDS.get(line.substring(0, colon)), line.substring(colon + 1));
        }
        return Lexicon.of(lists);
    }

    /** Neither cut off by the window nor part of a longer code, as the letters of a hash are. */
    private static boolean whole(char[] text, int from, int start, int end, int at, int limit) {
        boolean cut = start == limit && start > from && letter(text[start - 1]);
        boolean code = (start > from && Chars.digit(text[start - 1])) || (end < at && Chars.digit(text[end]));
        return !cut && !code;
    }

    private static boolean letter(char c) {
        return c < 128 ? Chars.is(c, Chars.LETTER) : Character.isLetter(c);
    }

    private static boolean ideograph(char c) {
        return c >= '\u3400' && c <= '\u9fff';
    }
}
