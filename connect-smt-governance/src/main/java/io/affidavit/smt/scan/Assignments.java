/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.Map;

/** Finds what stands behind the name of a secret and a colon or an equals sign, in code, logs, headers and JSON text. */
final class Assignments {

    private static final int NAME_LONGEST = 48;
    private static final int VALUE_LONGEST = 512;
    private static final int PASSWORD_SHORTEST = 4;
    private static final int TOKEN_SHORTEST = 8;
    private static final int TOKEN_PROSE = 16;
    private static final int TOKEN_WORDLIKE = 24;
    /** How much of a value is looked at to judge it. */
    private static final int TELLING = 64;

    private static final String[] SCHEMES = {"bearer ", "basic ", "token "};

    /** Values that hold no secret. */
    private static final Lexicon EMPTY = Lexicon.of(Map.of(
            1,
            "null none nil true false undefined required optional empty string hidden redacted masked removed unknown your my "
                    + "the a an is was not has been and or to for in on of be must should will can provided stored reset "
                    + "expired invalid incorrect wrong valid missing example placeholder number integer boolean object str int "
                    + "bool text varchar char self this env os process config settings input args getenv type bytes any var "
                    + "let const new return if else function def val private public static final ref secretref from"));

    /** The most characters between a name and the word "value". */
    private static final int PAIR_APART = 32;

    private int knownFrom;
    private int knownEnd;
    /** What the last name says that was given as a value, and where that ended. */
    private int pairEvidence;

    private int pairEnd;

    void reset() {
        knownFrom = 0;
        knownEnd = 0;
        pairEvidence = 0;
    }

    /** Looks at a colon or an equals sign. */
    void at(char[] text, int from, int at, int to, Hits hits) {
        int nameEnd = at;
        while (nameEnd > from && at - nameEnd < 5 && beforeSign(text, from, nameEnd - 1)) {
            nameEnd--;
        }
        int limit = Math.max(from, nameEnd - NAME_LONGEST);
        int name = nameEnd;
        while (name > limit && nameChar(text[name - 1])) {
            name--;
        }
        if (name < nameEnd && Chars.escapeLetter(text, from, name)) {
            name++;
        }
        int evidence = KeyNames.evidence(text, name, nameEnd);
        if (evidence == Evidence.NONE) {
            pair(text, name, nameEnd, at, to, hits);
            return;
        }
        if ((evidence & Evidence.BIRTH) != 0) {
            Birthdays.written(text, at + 1, to, hits);
        } else if ((evidence & Evidence.ADDRESS) != 0) {
            PostalAddresses.labelled(text, at + 1, to, hits);
        }
        if ((evidence & (Evidence.PASSWORD | Evidence.TOKEN)) == 0 || value(text, at, to, evidence, hits)) {
            hits.markKeyed();
        }
    }

    /** A name and a value that are members of their own, as in {@code {"name": "API_KEY", "value": "\u2026"}}. */
    private void pair(char[] text, int name, int nameEnd, int at, int to, Hits hits) {
        PairRole role = PairRole.of(text, name, nameEnd);
        if (role == PairRole.NAME) {
            int start = at + 1;
            while (start < to && start - at < 4 && (text[start] == ' ' || quote(text[start]))) {
                start++;
            }
            int end = start;
            int limit = Math.min(to, start + NAME_LONGEST);
            while (end < limit && nameChar(text[end])) {
                end++;
            }
            pairEvidence = PairRole.evidence(text, start, end);
            pairEnd = end;
        } else if (role == PairRole.VALUE && pairEvidence != 0 && name - pairEnd < PAIR_APART) {
            value(text, at, to, pairEvidence, hits);
            hits.markKeyed();
            pairEvidence = 0;
        }
    }

    /** Looks at a text that a field of this evidence holds alone. */
    static void whole(char[] text, int from, int to, int evidence, Hits hits) {
        if (from >= to || placeholder(text, from, to)) {
            return;
        }
        if ((evidence & Evidence.PASSWORD) != 0) {
            hits.add(from, to, Labels.PASSWORD, Scores.STRONG);
        } else if ((evidence & Evidence.TOKEN) != 0) {
            int start = scheme(text, from, to);
            boolean named = start > from;
            boolean solid = to - start >= TOKEN_SHORTEST && (named || tokenScore(text, start, to, true) >= Scores.EVEN);
            if (solid && !spaced(text, start, to)) {
                hits.add(start, to, Labels.TOKEN, Scores.CHECKED);
            }
        }
    }

    /** Returns whether the value is worth a closer look; a plain word behind the name of a token is not. */
    boolean value(char[] text, int at, int to, int evidence, Hits hits) {
        int start = at + 1;
        while (start < to && start - at < 4 && (text[start] == ' ' || text[start] == '=' || text[start] == '>')) {
            start++;
        }
        int opening = start;
        while (start < to && start - opening < 4 && quote(text[start])) {
            start++;
        }
        boolean quoted = start > opening;
        int bare = start;
        start = scheme(text, start, to);
        boolean password = (evidence & Evidence.PASSWORD) != 0;
        int end = quoted ? closing(text, start, to) : end(text, start, to);
        if (end <= start || placeholder(text, start, end)) {
            return password;
        }
        boolean marked = quoted || text[at] == '=';
        if (!quoted && start == bare && reference(text, start, end, to)) {
            return password;
        }
        int score = password ? passwordScore(text, start, end, marked) : tokenScore(text, start, end, marked);
        if (start > bare && end - start >= TOKEN_SHORTEST) {
            score = Math.max(score, Scores.EVEN);
        }
        if (password || !quoted || !spaced(text, start, end)) {
            hits.add(start, end, password ? Labels.PASSWORD : Labels.TOKEN, score);
        }
        return password || score >= Scores.EVEN;
    }

    /** The end of a value that nothing quotes. */
    int end(char[] text, int start, int to) {
        if (start < knownFrom || start >= knownEnd) {
            int limit = Math.min(to, start + VALUE_LONGEST);
            int end = start;
            while (end < limit && valueChar(text[end])) {
                end++;
            }
            knownFrom = start;
            knownEnd = end;
        }
        int end = knownEnd;
        while (end > start && (text[end - 1] == '.' || text[end - 1] == ':')) {
            end--;
        }
        return end;
    }

    /** The closing quotation mark of a value that may hold blanks. */
    private int closing(char[] text, int start, int to) {
        int limit = Math.min(to, start + VALUE_LONGEST);
        for (int i = start; i < limit; i++) {
            if (text[i] == '"' || text[i] == '\'' || text[i] == '\n') {
                return i > start && text[i - 1] == '\\' ? i - 1 : i;
            }
        }
        return end(text, start, to);
    }

    /** Code that says where the secret comes from: a call, a member, or a variable that is named like one. */
    private static boolean reference(char[] text, int start, int end, int to) {
        // of environ["NAME"] the bracket is still a character of the value
        boolean indexed = text[end - 1] == '[';
        boolean called = indexed || (end < to && (text[end] == '(' || text[end] == '{'));
        int letters = start;
        boolean member = false;
        boolean humps = false;
        int limit = Math.min(indexed ? end - 1 : end, start + TELLING);
        while (letters < limit
                && (Chars.is(text[letters], Chars.LETTER) || text[letters] == '_' || text[letters] == '.')) {
            member |= text[letters] == '.';
            humps |= letters > start && Chars.is(text[letters], Chars.UPPER) && text[letters - 1] >= 'a';
            letters++;
        }
        boolean name = letters == limit;
        return name && (called || member || humps || KeyNames.evidence(text, start, end) != Evidence.NONE);
    }

    private static int passwordScore(char[] text, int start, int end, boolean marked) {
        if (end - start < PASSWORD_SHORTEST) {
            return marked && end - start > 2 ? Scores.EVEN : Scores.POOR;
        }
        for (int i = start; i < Math.min(end, start + TELLING); i++) {
            if (!Chars.is(text[i], Chars.LETTER)) {
                return Scores.CHECKED;
            }
        }
        return marked ? Scores.LIKELY : Scores.WEAK;
    }

    static int tokenScore(char[] text, int start, int end, boolean marked) {
        int length = end - start;
        boolean digit = false;
        boolean small = false;
        boolean capital = false;
        for (int i = start; i < Math.min(end, start + TELLING); i++) {
            digit |= Chars.digit(text[i]);
            small |= text[i] >= 'a' && text[i] <= 'z';
            capital |= text[i] >= 'A' && text[i] <= 'Z';
        }
        if (digit && length >= TOKEN_PROSE) {
            return Scores.CHECKED;
        }
        boolean shortOne = marked && digit && length >= TOKEN_SHORTEST;
        return shortOne || (small && capital && length >= TOKEN_WORDLIKE) ? Scores.EVEN : Scores.POOR;
    }

    private static boolean placeholder(char[] text, int start, int end) {
        char first = text[start];
        if (first == '[' || first == '<' || first == '{' || first == '$' || first == '*' || first == '%') {
            return true;
        }
        if (Chars.startsWith(text, start, end, "p1.")) {
            return true;
        }
        int word = Chars.runEnd(text, start, end, Chars.LETTER);
        return word == end && EMPTY.lookup(text, start, end) != 0;
    }

    private static int scheme(char[] text, int start, int to) {
        for (String scheme : SCHEMES) {
            if (Chars.startsWithIgnoreCase(text, start, to, scheme)) {
                return start + scheme.length();
            }
        }
        return start;
    }

    private static boolean spaced(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] <= ' ') {
                return true;
            }
        }
        return false;
    }

    static boolean nameChar(char c) {
        return Chars.is(c, Chars.WORD) || c == '-' || c == '.';
    }

    private static boolean beforeSign(char[] text, int from, int i) {
        boolean index = text[i] == ']' && i > from && quote(text[i - 1]);
        return index || text[i] == ' ' || quote(text[i]);
    }

    static boolean quote(char c) {
        return c == '"' || c == '\'' || c == '\\' || c == '`';
    }

    static boolean valueChar(char c) {
        return c > ' ' && c != '"' && c != '\'' && c != ',' && c != ';' && c != '&' && c != '<' && c != '>' && c != '('
                && c != ')' && c != '{' && c != '}' && c != '\\' && c != '`' && c != ']';
    }
}
