/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/**
 * The text that a run begins with in base64, base64url (RFC 4648 sections 4 and 5) or hexadecimal digits, where that is UTF-8
 * text. Hashes, keys and pictures are given up at their first byte that is no text, so that asking costs little. Reused; not
 * safe for concurrent use.
 */
final class Decoded {

    /** Shorter runs hold nothing that is looked for. */
    static final int SHORTEST = 16;

    /** Hashes and pictures begin like text by chance, but not for so many characters. */
    private static final int FEWEST = 8;

    private static final int BAD = -1;

    private char[] text = new char[512];
    private int length;
    private int rest;
    private int code;

    char[] text() {
        return text;
    }

    int length() {
        return length;
    }

    /**
     * Whether the run holds text in one of the encodings; it is then read up to the first byte that is none, because runs are
     * cut off and joined to others.
     */
    boolean read(char[] source, int from, int to) {
        if (readHexadecimal(source, from, to)) {
            return true;
        }
        base64(source, from, to);
        return length >= FEWEST;
    }

    /** As {@link #read}, of hexadecimal digits only. */
    boolean readHexadecimal(char[] source, int from, int to) {
        if (text.length < to - from) {
            text = new char[Math.max(to - from, text.length * 2)];
        }
        hex(source, from, to);
        return length >= FEWEST;
    }

    /** Whether hexadecimal digits, sixteen at least, may begin text: a quick answer for hashes, of which few do. */
    static boolean possible(char[] digits, int from) {
        int more = 0;
        for (int i = from; i < from + 2 * FEWEST; i += 2) {
            int octet = (Chars.hex(digits[i]) << 4) | Chars.hex(digits[i + 1]);
            if (more > 0 ? octet >>> 6 != 2 : octet >= 0x80 ? following(octet) == 0 : !plain(octet)) {
                return false;
            }
            more = more > 0 ? more - 1 : octet >= 0x80 ? following(octet) : 0;
        }
        return true;
    }

    private static boolean plain(int octet) {
        return octet < 0x7f && (octet >= ' ' || octet == '\n' || octet == '\r' || octet == '\t');
    }

    private void hex(char[] source, int from, int to) {
        clear();
        for (int i = from; i + 1 < to; i += 2) {
            boolean digits = Chars.is(source[i], Chars.HEX) && Chars.is(source[i + 1], Chars.HEX);
            if (!digits || !octet((Chars.hex(source[i]) << 4) | Chars.hex(source[i + 1]))) {
                return;
            }
        }
    }

    private void base64(char[] source, int from, int to) {
        clear();
        int bits = 0;
        int held = 0;
        for (int i = from; i < to; i++) {
            int value = value(source[i]);
            if (value == BAD) {
                return;
            }
            bits = (bits << 6) | value;
            held += 6;
            if (held >= 8) {
                held -= 8;
                if (!octet((bits >> held) & 255)) {
                    return;
                }
            }
        }
    }

    private void clear() {
        length = 0;
        rest = 0;
    }

    /** Takes one byte of UTF-8; false where it makes no text. */
    private boolean octet(int value) {
        if (rest > 0) {
            if ((value & 0xc0) != 0x80) {
                return false;
            }
            code = (code << 6) | (value & 0x3f);
            if (--rest == 0) {
                return put(code);
            }
            return true;
        }
        if (value < 0x80) {
            return plain(value) && put(value);
        }
        rest = following(value);
        code = value & (0x3f >> rest);
        return rest > 0;
    }

    /** How many bytes belong to a character that begins with this one; 0 where none does. */
    private static int following(int octet) {
        return octet >= 0xc2 && octet < 0xe0
                ? 1
                : octet >= 0xe0 && octet < 0xf0 ? 2 : octet >= 0xf0 && octet < 0xf5 ? 3 : 0;
    }

    private boolean put(int point) {
        if (point >= 0x10000) {
            text[length++] = Character.highSurrogate(point);
            text[length++] = Character.lowSurrogate(point);
        } else {
            text[length++] = (char) point;
        }
        return true;
    }

    private static int value(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (Chars.digit(c)) {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : BAD;
    }
}
