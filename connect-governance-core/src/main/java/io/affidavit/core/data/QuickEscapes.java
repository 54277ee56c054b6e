/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

/** Reads the escapes of {@link QuickStrings}; halves of surrogate pairs that stand alone are not sure. */
final class QuickEscapes {

    /** No character takes more in UTF-8. */
    static final int MOST_BYTES = 4;

    private static final int DIGITS = 4;

    private int end;

    /** Behind what was read last. */
    int end() {
        return end;
    }

    /** The code point that the escape here stands for, or -1. */
    int read(byte[] text, int backslash) {
        end = backslash + 2;
        return switch (end <= text.length ? text[backslash + 1] : 0) {
            case '"', '\\', '/' -> text[backslash + 1];
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> numbered(text);
            default -> -1;
        };
    }

    private int numbered(byte[] text) {
        int first = digits(text, end);
        end += DIGITS;
        if (first < 0 || first < Character.MIN_SURROGATE || first > Character.MAX_SURROGATE) {
            return first;
        }
        boolean pair = first <= Character.MAX_HIGH_SURROGATE
                && end + 1 < text.length
                && text[end] == '\\'
                && text[end + 1] == 'u';
        int second = pair ? digits(text, end + 2) : -1;
        end += 2 + DIGITS;
        return second >= Character.MIN_LOW_SURROGATE && second <= Character.MAX_LOW_SURROGATE
                ? Character.toCodePoint((char) first, (char) second)
                : -1;
    }

    private static int digits(byte[] text, int from) {
        if (text.length - from < DIGITS) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < from + DIGITS; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            number = number << 4 | digit;
        }
        return number;
    }

    /** Writes a code point in UTF-8; returns where to go on. */
    static int write(int code, byte[] out, int start) {
        if (code < 0x80) {
            out[start] = (byte) code;
            return start + 1;
        }
        int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        out[start] = (byte) ((0xFF00 >> (more + 1)) | (code >> (6 * more)));
        for (int i = 1; i <= more; i++) {
            out[start + i] = (byte) (0x80 | ((code >> (6 * (more - i))) & 0x3F));
        }
        return start + 1 + more;
    }
}
