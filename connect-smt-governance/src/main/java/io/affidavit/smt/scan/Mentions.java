/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.Map;

/**
 * Finds secrets that are named without a colon or an equals sign: arguments of calls, options of commands, markup, and plain
 * words, as in {@code put("api_key", "\u2026")}, {@code --token \u2026}, {@code <password>\u2026</password>} and {@code the password is \u2026}.
 */
final class Mentions {

    private static final int NAME_LONGEST = 48;
    /** How far back the name of a value is looked for. */
    private static final int WINDOW = 64;

    private static final int PASSWORD_SHORTEST = 6;
    private static final int TOKEN_SHORTEST = 12;
    private static final int PROSE_SHORTEST = 20;
    private static final int MOST_LINKS = 2;

    /** Words between a name and its value. */
    private static final Lexicon LINKS =
            Lexicon.of(Map.of(1, "is was are be equals as to ist lautet est es era value"));

    private final Assignments assignments;
    /** The last word that was looked back from. */
    private int seen = -1;

    Mentions(Assignments assignments) {
        this.assignments = assignments;
    }

    /** A new text follows. */
    void reset() {
        seen = -1;
    }

    /** Looks at an opening bracket: the name of a secret in quotation marks, a comma, and its value in quotation marks. */
    void argument(char[] text, int at, int to, Hits hits) {
        int quote = blanks(text, at + 1, to);
        int name = quotes(text, quote, to);
        if (name == quote) {
            return;
        }
        int limit = Math.min(to, name + NAME_LONGEST);
        int end = name;
        while (end < limit && Assignments.nameChar(text[end])) {
            end++;
        }
        int comma = blanks(text, quotes(text, end, to), to);
        if (comma == end || comma >= to || text[comma] != ',') {
            return;
        }
        int value = blanks(text, comma + 1, to);
        int evidence = KeyNames.evidence(text, name, end);
        // a plain word there is the name of something else, such as a salt
        if (secret(evidence)
                && value < to
                && Assignments.quote(text[value])
                && !word(text, quotes(text, value, to), to)) {
            assignments.value(text, comma, to, evidence, hits);
        }
    }

    private static boolean word(char[] text, int at, int to) {
        int end = Chars.runEnd(text, at, to, Chars.LETTER);
        return end >= to || Assignments.quote(text[end]);
    }

    /** Looks at the first of two dashes: an option named like a secret, a blank and its value. */
    void option(char[] text, int at, int to, Hits hits) {
        int name = at + 2;
        if (name >= to || !Chars.is(text[name], Chars.LETTER)) {
            return;
        }
        int limit = Math.min(to, name + NAME_LONGEST);
        int end = name;
        while (end < limit && Assignments.nameChar(text[end])) {
            end++;
        }
        boolean valued = end + 1 < to && text[end] == ' ' && text[end + 1] != '-' && text[end + 1] != ' ';
        if (valued && secret(KeyNames.evidence(text, name, end))) {
            assignments.value(text, end, to, KeyNames.evidence(text, name, end), hits);
        }
    }

    /** Looks at the dash of an option {@code -u name:password}. */
    void login(char[] text, int at, int to, Hits hits) {
        if (at + 3 >= to || text[at + 1] != 'u' || text[at + 2] != ' ') {
            return;
        }
        int colon = at + 3;
        int limit = Math.min(to, colon + NAME_LONGEST);
        while (colon < limit && Assignments.nameChar(text[colon])) {
            colon++;
        }
        if (colon == at + 3 || colon + 1 >= to || text[colon] != ':') {
            return;
        }
        int end = assignments.end(text, colon + 1, to);
        if (end - colon > PASSWORD_SHORTEST && mixed(text, colon + 1, end)) {
            hits.add(colon + 1, end, Labels.PASSWORD, Scores.LIKELY);
        }
    }

    /** Looks at a word of letters and digits that may be the value; returns where to go on, or {@code at}. */
    int value(char[] text, int from, int at, int to, Hits hits) {
        int limit = Math.max(from, at - WINDOW);
        int start = at;
        while (start > limit && Assignments.valueChar(text[start - 1])) {
            start--;
            if (start == seen) {
                // part of what was looked back from already: each character is passed once
                seen = at;
                return at;
            }
        }
        seen = at;
        int i = start;
        boolean linked = false;
        for (int links = 0; links <= MOST_LINKS; links++) {
            int word = i;
            while (word > limit && joint(text[word - 1])) {
                linked |= text[word - 1] == '>';
                word--;
            }
            if (word == i || word == limit) {
                return at;
            }
            int wordStart = word;
            while (wordStart > limit && Assignments.nameChar(text[wordStart - 1])) {
                wordStart--;
            }
            if (LINKS.lookup(text, wordStart, word) == 0) {
                int named = name(text, limit, wordStart);
                return named(text, at, start, named, word, linked, to, hits);
            }
            linked = true;
            i = wordStart;
        }
        return at;
    }

    private int named(char[] text, int at, int start, int name, int nameEnd, boolean linked, int to, Hits hits) {
        int evidence = KeyNames.evidence(text, name, nameEnd);
        if (!secret(evidence)) {
            return at;
        }
        int end = assignments.end(text, start, to);
        boolean identifier = text[nameEnd - 1] != ' ' && Chars.is(text[nameEnd - 1], Chars.UPPER);
        boolean password = (evidence & Evidence.PASSWORD) != 0;
        int shortest = password ? PASSWORD_SHORTEST : linked || identifier ? TOKEN_SHORTEST : PROSE_SHORTEST;
        if (end - start < shortest || !(linked || identifier || !password) || !mixed(text, start, end)) {
            return at;
        }
        int score = password ? Scores.LIKELY : Math.max(Scores.EVEN, Assignments.tokenScore(text, start, end, linked));
        hits.add(start, end, password ? Labels.PASSWORD : Labels.TOKEN, score);
        hits.markKeyed();
        return Math.max(at, end);
    }

    /** The start of a name of up to two words. */
    private static int name(char[] text, int limit, int word) {
        if (word - 1 <= limit || text[word - 1] != ' ') {
            return word;
        }
        int start = word - 1;
        while (start > limit && Chars.is(text[start - 1], Chars.LETTER)) {
            start--;
        }
        return start;
    }

    private static boolean mixed(char[] text, int from, int to) {
        boolean digit = false;
        boolean letter = false;
        for (int i = from; i < to; i++) {
            digit |= Chars.digit(text[i]);
            letter |= Chars.is(text[i], Chars.LETTER);
        }
        return digit && letter;
    }

    private static boolean secret(int evidence) {
        return (evidence & (Evidence.PASSWORD | Evidence.TOKEN)) != 0;
    }

    private static int quotes(char[] text, int at, int to) {
        int i = at;
        while (i < to && i - at < 3 && Assignments.quote(text[i])) {
            i++;
        }
        return i;
    }

    private static int blanks(char[] text, int at, int to) {
        int i = at;
        while (i < to && i - at < 3 && text[i] == ' ') {
            i++;
        }
        return i;
    }

    private static boolean joint(char c) {
        return c == ' ' || c == '>' || c == '"' || c == '\'' || c == '`' || c == '-';
    }
}
