/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.scan.Evidence;

/** Reads and writes the strings of JSON text; keeps one buffer for unescaped characters. */
final class JsonStrings {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private char[] buffer = new char[256];

    char[] buffer() {
        return buffer;
    }

    /** Unescapes into the buffer; returns the length, or -1 for an escape that JSON does not have. */
    int unescape(char[] text, int from, int to) {
        if (buffer.length < to - from) {
            buffer = new char[Math.max(to - from, buffer.length * 2)];
        }
        int length = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c == '\\') {
                if (++i >= to) {
                    return length;
                }
                int plain = plain(text[i]);
                if (plain < 0) {
                    return -1;
                }
                c = (char) plain;
                if (text[i] == 'u') {
                    if (i + 4 >= to) {
                        return length;
                    }
                    int code = hex(text, i + 1);
                    if (code < 0) {
                        return -1;
                    }
                    c = (char) code;
                    i += 4;
                }
            }
            buffer[length++] = c;
        }
        return length;
    }

    /** Writes a string as RFC 8785 section 3.2.2.2 does; without its last quotation mark where the original had none. */
    static void write(StringBuilder out, String text, boolean closed) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\') {
                out.append(c);
                continue;
            }
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xF]);
            }
        }
        if (closed) {
            out.append('"');
        }
    }

    private static int plain(char escape) {
        return switch (escape) {
            case '"', '\\', '/', 'u' -> escape;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            default -> -1;
        };
    }

    private static int hex(char[] text, int from) {
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }

    /** Whether a text may be JSON that holds texts; any may in a field that is named so. */
    static boolean possible(char[] text, int from, int to, int evidence) {
        int i = from;
        while (i < to && text[i] <= ' ') {
            i++;
        }
        return i < to && (text[i] == '{' || text[i] == '[' || text[i] == '"' || (evidence & Evidence.JSON) != 0);
    }
}
