/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/**
 * A text as a reader understands it: lookalikes folded, percent-encoding, escapes of JSON and programs and numeric character
 * references decoded, and "[at]" and "dot" in spelled-out addresses replaced; with the place in the original of each character.
 * Reused; not safe for concurrent use.
 */
final class Unveiled {

    private static final int NO_CODE = -1;
    private static final int LONGEST_ENTITY = 8;
    /** What stands for itself whatever is around it: most characters. */
    private static final boolean[] PLAIN = plain();

    private char[] text = new char[512];
    private int[] places = new int[513];
    private int length;
    private boolean changed;

    /** Whether a symbol may begin percent-encoding, a character reference, or the "[at]" of an address that is spelled out. */
    static boolean signAt(char[] text, int at, int to, char c) {
        if (at + 3 >= to) {
            return at + 2 < to && c == '%' && Chars.is(text[at + 1], Chars.HEX) && Chars.is(text[at + 2], Chars.HEX);
        }
        return switch (c) {
            case '%' -> Chars.is(text[at + 1], Chars.HEX) && Chars.is(text[at + 2], Chars.HEX);
            case '&' -> text[at + 1] == '#';
            default -> spelledAt(text, at, to);
        };
    }

    /** Whether a bracket is followed by "at" and another symbol. */
    static boolean spelledAt(char[] text, int at, int to) {
        return at + 3 < to
                && Chars.lower(text[at + 1]) == 'a'
                && Chars.lower(text[at + 2]) == 't'
                && text[at + 3] > '('
                && !Chars.is(text[at + 3], Chars.WORD);
    }

    char[] text() {
        return text;
    }

    int length() {
        return length;
    }

    /** Where the character began in the original; of the length, where the original ended. */
    int place(int i) {
        return places[i];
    }

    /** Reads part of a text; returns whether anything in it was veiled. */
    boolean read(char[] original, int from, int to) {
        if (text.length < to - from) {
            text = new char[Math.max(to - from, text.length * 2)];
            places = new int[text.length + 1];
        }
        length = 0;
        changed = false;
        int i = from;
        while (i < to) {
            char c = original[i];
            boolean plain = c < 128 && (PLAIN[c] || (c == ' ' && i + 1 < to && !spells(original[i + 1])));
            i = plain ? keep(c, i) : one(original, from, i, to);
        }
        places[length] = to;
        return changed;
    }

    /** Reads one character, however it is written; returns where the next one begins. */
    private int one(char[] original, int from, int i, int to) {
        char c = original[i];
        if (c >= 0x80) {
            char math = i + 1 < to ? Lookalikes.mathematical(c, original[i + 1]) : 0;
            if (math != 0) {
                return write(math, i, i + 2);
            }
            char seen = Lookalikes.fold(c);
            if (seen == Lookalikes.NOTHING) {
                changed = true;
                return i + 1;
            }
            changed |= seen != c;
            return keep(seen, i);
        }
        return switch (c) {
            case '%' -> code(hex(original, i + 1, i + 3, to), i, i + 3, c);
            case '\\' -> escape(original, i, to);
            case '&' -> entity(original, i, to);
            case '[', '(', '{', ' ' -> spelled(original, from, i, to);
            default -> keep(c, i);
        };
    }

    private int escape(char[] original, int i, int to) {
        char kind = i + 1 < to ? original[i + 1] : 0;
        if (kind == 'u') {
            return code(hex(original, i + 2, i + 6, to), i, i + 6, '\\');
        }
        if (kind == 'x') {
            return code(hex(original, i + 2, i + 4, to), i, i + 4, '\\');
        }
        return kind == '/' ? write('/', i, i + 2) : keep('\\', i);
    }

    private int entity(char[] original, int i, int to) {
        if (i + 3 >= to || original[i + 1] != '#') {
            return keep('&', i);
        }
        boolean hex = Chars.lower(original[i + 2]) == 'x';
        int value = 0;
        int end = i + (hex ? 3 : 2);
        while (end < to && end - i < LONGEST_ENTITY && Character.digit(original[end], hex ? 16 : 10) >= 0) {
            value = value * (hex ? 16 : 10) + Character.digit(original[end++], hex ? 16 : 10);
        }
        boolean whole = end < to && original[end] == ';' && value > 0 && value < 0x10000;
        return whole ? code(value, i, end + 1, '&') : keep('&', i);
    }

    /** "[at]", "(dot)" and, where a name of a host is spelled, " at " and " dot ". */
    private int spelled(char[] original, int from, int i, int to) {
        char open = original[i];
        int start = open == ' ' && i + 1 < to && bracket(original[i + 1]) ? i + 1 : i;
        boolean bracketed = bracket(original[start]);
        int word = start + 1;
        char sign = Chars.startsWithIgnoreCase(original, word, to, "at")
                ? '@'
                : Chars.startsWithIgnoreCase(original, word, to, "dot") ? '.' : 0;
        int close = word + (sign == '@' ? 2 : 3);
        if (sign == 0 || i == from || !Chars.is(original[i - 1], Chars.WORD) || close + 1 >= to) {
            return keep(open, i);
        }
        if (bracketed) {
            boolean closed = original[close] == ']' || original[close] == ')' || original[close] == '}';
            int next = close + (original[close + 1] == ' ' ? 2 : 1);
            return closed && next < to && Chars.is(original[next], Chars.WORD) ? write(sign, i, next) : keep(open, i);
        }
        boolean host = original[close] == ' ' && Chars.is(original[close + 1], Chars.LETTER);
        return host && (sign == '.' || dotFollows(original, close + 1, to)) ? write(sign, i, close + 1) : keep(open, i);
    }

    private static boolean dotFollows(char[] original, int word, int to) {
        int end = Chars.runEnd(original, word, Math.min(to, word + 64), Chars.HOST);
        return Chars.startsWithIgnoreCase(original, end, to, " dot ");
    }

    /** Whether a blank before this character may begin " at ", " dot " or " [at]". */
    private static boolean spells(char c) {
        char small = Chars.lower(c);
        return small == 'a' || small == 'd' || bracket(c);
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[128];
        for (char c = 0; c < plain.length; c++) {
            plain[c] = "%\\&[({ ".indexOf(c) < 0;
        }
        return plain;
    }

    private static boolean bracket(char c) {
        return c == '[' || c == '(' || c == '{';
    }

    private int code(int value, int i, int end, char otherwise) {
        boolean plain = value >= ' ' || value == '\n' || value == '\t';
        return value == NO_CODE || !plain ? keep(otherwise, i) : write((char) value, i, end);
    }

    private static int hex(char[] original, int from, int end, int to) {
        if (end > to) {
            return NO_CODE;
        }
        int value = 0;
        for (int i = from; i < end; i++) {
            int digit = Character.digit(original[i], 16);
            if (digit < 0) {
                return NO_CODE;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private int write(char c, int i, int end) {
        changed = true;
        char seen = Lookalikes.fold(c);
        if (seen != Lookalikes.NOTHING) {
            keep(seen, i);
        }
        return end;
    }

    private int keep(char c, int i) {
        text[length] = c;
        places[length++] = i;
        return i + 1;
    }
}
