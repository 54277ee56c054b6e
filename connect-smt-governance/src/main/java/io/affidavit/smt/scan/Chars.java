/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** Classes of ASCII characters as bits of one table; every other character is class 0. */
final class Chars {

    /** Letters, digits and underscore. */
    static final int WORD = 1;

    static final int DIGIT = 2;
    /** Symbols at which a candidate may begin. */
    static final int TRIGGER = 4;

    static final int HEX = 8;
    /** Inside the local part of an e-mail address, RFC 5322 atoms and dots, without what texts use as brackets. */
    static final int LOCAL = 16;
    /** Inside a host name. */
    static final int HOST = 32;
    /** The base64url alphabet, RFC 4648 section 5. */
    static final int TOKEN = 64;

    static final int LETTER = 128;
    static final int UPPER = 256;
    static final int DOT = 512;
    /** The base64 alphabets, RFC 4648 sections 4 and 5, without padding. */
    static final int BASE64 = 1024;

    private static final short[] CLASSES = classes();

    private Chars() {}

    static int of(char c) {
        return c < 128 ? CLASSES[c] : 0;
    }

    static boolean is(char c, int bits) {
        return c < 128 && (CLASSES[c] & bits) != 0;
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The value of a hexadecimal digit. */
    static int hex(char c) {
        return c <= '9' ? c - '0' : (c & 15) + 9;
    }

    /** Only defined for ASCII letters; other characters stay themselves unless they have a lower case. */
    static char lower(char c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        return Character.toLowerCase(c);
    }

    /** The end of the run of characters of a class that starts at {@code from}. */
    static int runEnd(char[] text, int from, int to, int bits) {
        int i = from;
        while (i < to && is(text[i], bits)) {
            i++;
        }
        return i;
    }

    /** Whether a word goes on at a place: underscores at its end are emphasis or punctuation and no part of it. */
    static boolean wordGoesOn(char[] text, int i, int to) {
        if (i < to && text[i] == '_') {
            int end = i + 1;
            // a long row of them is looked at once
            while (end < to && end - i < 3 && text[end] == '_') {
                end++;
            }
            return end < to && is(text[end], WORD);
        }
        return i < to && is(text[i], WORD);
    }

    static boolean startsWith(char[] text, int from, int to, String prefix) {
        int last = prefix.length() - 1;
        // prefixes that are tried in turn have the same beginning and differ at the end
        if (to - from <= last || text[from + last] != prefix.charAt(last)) {
            return false;
        }
        for (int i = 0; i < last; i++) {
            if (text[from + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean startsWithIgnoreCase(char[] text, int from, int to, String lowerCasePrefix) {
        int length = lowerCasePrefix.length();
        if (to - from < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(text[from + i]) != lowerCasePrefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a backslash before position {@code i} makes the letter there an escape, as in {@code \n}. */
    static boolean escapeLetter(char[] text, int from, int i) {
        if (i <= from || text[i - 1] != '\\') {
            return false;
        }
        char c = text[i];
        return c == 'n' || c == 'r' || c == 't' || c == 'b' || c == 'f';
    }

    private static short[] classes() {
        short[] table = new short[128];
        mark(table, "0123456789", WORD | DIGIT | HEX | LOCAL | HOST | TOKEN | BASE64);
        mark(
                table,
                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
                WORD | LOCAL | HOST | TOKEN | LETTER | BASE64);
        mark(table, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", UPPER);
        mark(table, "abcdefABCDEF", HEX);
        mark(table, "_", WORD | LOCAL | TOKEN | BASE64);
        mark(table, "-", LOCAL | HOST | TOKEN | BASE64);
        mark(table, "+/", BASE64);
        mark(table, ".", LOCAL | HOST | DOT);
        mark(table, "%+'!#$&*/?^`~=", LOCAL);
        mark(table, "@:=+-(\\%&[", TRIGGER);
        return table;
    }

    private static void mark(short[] table, String characters, int bits) {
        for (int i = 0; i < characters.length(); i++) {
            table[characters.charAt(i)] |= (short) bits;
        }
    }
}
