/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** Finds vendor keys, JSON web tokens (RFC 7519) and private keys in PEM (RFC 7468). */
final class Secrets {

    private static final String JWT = "eyJ";
    private static final int JWT_SHORTEST = 30;
    private static final int JWT_HEADER_SHORTEST = 10;
    private static final String PEM_BEGIN = "-----BEGIN ";
    private static final String PEM_END = "-----END ";
    private static final String DASHES = "-----";
    private static final int PEM_TITLE = 64;
    /** Parts between dashes of a key are longer than words on average. */
    private static final int LONGEST_PART = 8;

    private final TokenRun tokens = new TokenRun(Chars.TOKEN);

    void reset(char[] text) {
        tokens.reset(text);
    }

    /** Whether {@link #atWord} may find something at a word with these first letters. */
    static boolean possible(char first, char second) {
        return SecretPrefixes.possible(first, second) || (first == 'e' && second == 'y');
    }

    /** Looks at a word start; returns where to go on, or {@code at} where nothing was found. */
    int atWord(char[] text, int at, int to, Hits hits) {
        if (text[at] == 'e' && Chars.startsWith(text, at, to, JWT)) {
            int next = jwt(text, at, to, hits);
            if (next > at) {
                return next;
            }
        }
        if (!SecretPrefixes.possible(text[at], text[at + 1])) {
            return at;
        }
        for (SecretPrefixes.Rule rule : SecretPrefixes.of(text[at], text[at + 1])) {
            if (Chars.startsWith(text, at, to, rule.prefix())) {
                int end = key(text, at + rule.prefix().length(), to, rule);
                if (end > 0) {
                    hits.add(at, end, rule.label(), Scores.CERTAIN);
                    return end;
                }
            }
        }
        return at;
    }

    /** The end of what follows the prefix, or -1 where it is not of the family. */
    private int key(char[] text, int body, int to, SecretPrefixes.Rule rule) {
        int end = rule.alphabet() == Chars.TOKEN
                ? tokens.end(body, to)
                : Chars.runEnd(text, body, Math.min(to, body + rule.longest() + 1), rule.alphabet());
        while (end > body && text[end - 1] == '.') {
            end--;
        }
        int length = end - body;
        boolean whole = end >= to || !Chars.is(text[end], Chars.WORD);
        boolean fits = whole && length >= rule.shortest() && length <= rule.longest();
        return fits && varied(text, body, end) && (rule.isOfOneCase() || !words(text, body, end)) ? end : -1;
    }

    /** Names in code that happen to begin like a key: words of one case, or words that are joined. */
    private static boolean words(char[] text, int from, int to) {
        int digits = 0;
        int capitals = 0;
        int joints = 0;
        for (int i = from; i < to; i++) {
            int bits = Chars.of(text[i]);
            // divided by its bit, a class counts without a branch that nothing foretells
            digits += (bits & Chars.DIGIT) / Chars.DIGIT;
            capitals += (bits & Chars.UPPER) / Chars.UPPER;
            joints += text[i] == '_' || text[i] == '-' ? 1 : 0;
        }
        boolean mixed = capitals > 0 && capitals + digits + joints < to - from;
        return (digits == 0 && !mixed) || (!mixed && joints > 0 && joints * LONGEST_PART > to - from);
    }

    /** Looks at a dash that another follows; returns where to go on, or {@code at} where nothing was found. */
    static int atDash(char[] text, int from, int at, int to, Hits hits) {
        if (!Chars.startsWith(text, at, to, PEM_BEGIN)) {
            return at;
        }
        int title = at + PEM_BEGIN.length();
        int titleEnd = indexOf(text, title, Math.min(to, title + PEM_TITLE), DASHES);
        if (titleEnd < 0 || indexOf(text, title, titleEnd, "PRIVATE KEY") < 0) {
            return at;
        }
        int foot = indexOf(text, titleEnd, to, PEM_END);
        // a key cut off by truncation is a key all the same
        int end = to;
        if (foot >= 0) {
            int close =
                    indexOf(text, foot + PEM_END.length(), Math.min(to, foot + PEM_END.length() + PEM_TITLE), DASHES);
            end = close < 0 ? foot + PEM_END.length() : close + DASHES.length();
        } else if (to - from > 1 && text[from] == '{' && text[to - 1] == '}') {
            // inside JSON text the key ends with its string
            int quote = indexOf(text, titleEnd, to, "\"");
            end = quote < 0 ? to : quote;
        }
        hits.add(at, end, Labels.PRIVATE_KEY, Scores.CERTAIN);
        return end;
    }

    private int jwt(char[] text, int at, int to, Hits hits) {
        int header = tokens.end(at, to);
        if (header - at < JWT_HEADER_SHORTEST || header + 1 >= to || text[header] != '.') {
            return at;
        }
        int end = header;
        int parts = 1;
        while (end < to && text[end] == '.' && parts < 5) {
            int next = tokens.end(end + 1, to);
            if (next == end + 1 && parts < 2) {
                break;
            }
            parts++;
            end = next;
        }
        boolean payloadIsJson = Chars.startsWith(text, header + 1, to, JWT);
        if (parts < 2 || end - at < JWT_SHORTEST || !(payloadIsJson || parts >= 3)) {
            return at;
        }
        hits.add(at, end, Labels.JWT, payloadIsJson ? Scores.CERTAIN : Scores.CHECKED);
        return end;
    }

    /** Placeholders such as {@code sk-xxxxxxxx} are one letter again and again. */
    private static boolean varied(char[] text, int from, int to) {
        int changes = 0;
        for (int i = from + 1; i < to && changes < 4; i++) {
            changes += text[i] != text[i - 1] ? 1 : 0;
        }
        return changes >= 4;
    }

    private static int indexOf(char[] text, int from, int to, String what) {
        char first = what.charAt(0);
        for (int i = from; i <= to - what.length(); i++) {
            if (text[i] == first && Chars.startsWith(text, i, to, what)) {
                return i;
            }
        }
        return -1;
    }
}
