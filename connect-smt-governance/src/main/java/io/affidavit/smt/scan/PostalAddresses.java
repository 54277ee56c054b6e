/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.Map;

/**
 * Finds postal addresses: a house number, capitalised words and the word for a street, with unit, town, state and code where
 * they follow; and whatever holds a number behind the label "Address:".
 */
final class PostalAddresses {

    private static final int LONGEST = 120;
    private static final int MOST_WORDS = 4;
    private static final int STREET = 1;
    private static final Lexicon STREETS = Lexicon.of(Map.of(STREET, String.join(" ", DataFile.lines("streets.txt"))));
    private static final Lexicon UNITS =
            Lexicon.of(Map.of(STREET, "apt apartment suite ste unit floor fl room rm box"));

    private PostalAddresses() {}

    /** Looks at a house number; returns the end of the address, or 0. */
    static int atNumber(char[] text, int at, int numberEnd, int to, Hits hits) {
        int i = numberEnd;
        int words = 0;
        int street = -1;
        while (words <= MOST_WORDS && i + 1 < to && text[i] == ' ' && starts(text[i + 1])) {
            int next = word(text, i + 1, to);
            words++;
            if (words > 1 && STREETS.lookup(text, i + 1, next) == STREET) {
                street = next;
                break;
            }
            i = next < to && text[next] == '.' ? next + 1 : next;
        }
        if (street < 0) {
            return 0;
        }
        int end =
                street < to && text[street] == '.' && street + 1 < to && text[street + 1] == ',' ? street + 1 : street;
        end = unit(text, end, to);
        int town = town(text, end, to);
        hits.add(at, town, Labels.ADDRESS, town > end ? Scores.STRONG : Scores.LIKELY);
        return town;
    }

    /** Looks behind the label of an address. */
    static void labelled(char[] text, int at, int to, Hits hits) {
        int start = at;
        while (start < to && start - at < 4 && (text[start] == ' ' || text[start] == '"' || text[start] == '\'')) {
            start++;
        }
        int limit = Math.min(to, start + LONGEST);
        int end = start;
        boolean digit = false;
        int blanks = 0;
        boolean letters = false;
        while (end < limit && !stops(text, end, to)) {
            char c = text[end];
            digit |= Chars.digit(c);
            blanks += c == ' ' ? 1 : 0;
            letters |= Character.isLetter(c);
            if (c == '@' || (c == ':' && end + 1 < to && text[end + 1] == '/')) {
                return;
            }
            end++;
        }
        if (digit && blanks > 1 && letters) {
            hits.add(start, end, Labels.ADDRESS, Scores.LIKELY);
        }
    }

    private static boolean stops(char[] text, int i, int to) {
        char c = text[i];
        boolean sentence = c == '.' && (i + 1 >= to || text[i + 1] <= ' ') && i > 1 && text[i - 2] > ' ';
        return c < ' ' || c == '|' || c == '"' || c == '<' || c == '{' || c == '}' || c == '\\' || sentence;
    }

    private static int unit(char[] text, int end, int to) {
        int i = end;
        if (i < to && text[i] == ',') {
            i++;
        }
        if (i >= to || text[i] != ' ') {
            return end;
        }
        i++;
        int next = word(text, i, to);
        boolean hash = i + 1 < to && text[i] == '#' && Chars.is(text[i + 1], Chars.WORD);
        if (hash) {
            return Chars.runEnd(text, i + 1, to, Chars.WORD);
        }
        if (next == i || UNITS.lookup(text, i, next) != STREET) {
            return end;
        }
        next = next < to && text[next] == '.' ? next + 1 : next;
        return next + 1 < to && text[next] == ' ' ? Chars.runEnd(text, next + 1, to, Chars.WORD) : end;
    }

    /** The end behind town, state and code, or {@code end} where they do not follow. */
    private static int town(char[] text, int end, int to) {
        if (end + 2 >= to || text[end] != ',' || text[end + 1] != ' ' || !starts(text[end + 2])) {
            return end;
        }
        int i = word(text, end + 2, to);
        for (int words = 1; words < 3 && i + 1 < to && text[i] == ' ' && starts(text[i + 1]); words++) {
            i = word(text, i + 1, to);
        }
        boolean comma = i + 1 < to && text[i] == ',' && text[i + 1] == ' ';
        int state = comma ? i + 2 : i + 1;
        int stateEnd = Chars.runEnd(text, Math.min(to, state), to, Chars.UPPER);
        if (stateEnd - state == 2) {
            i = stateEnd;
        }
        int code = i + 1;
        if (code < to && text[i] == ' ' && Chars.digit(text[code])) {
            int codeEnd = Chars.runEnd(text, code, to, Chars.DIGIT);
            if (codeEnd - code == 5) {
                i = codeEnd;
                int plus = Chars.runEnd(text, Math.min(to, i + 1), to, Chars.DIGIT);
                i = i < to && text[i] == '-' && plus - i == 5 ? plus : i;
            }
        }
        return i;
    }

    private static int word(char[] text, int at, int to) {
        int i = at;
        while (i < to && i - at < 24 && (Character.isLetter(text[i]) || text[i] == '\'' || text[i] == '-')) {
            i++;
        }
        return i;
    }

    private static boolean starts(char c) {
        return c < 128 ? Chars.is(c, Chars.UPPER) : Character.isUpperCase(c);
    }
}
