/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

/** Strings as RFC 8785 section 3.2.2.2 writes them. */
final class CanonicalStrings {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private CanonicalStrings() {}

    static void write(StringBuilder out, String text) {
        if (standsForItself(text)) {
            out.append('"').append(text).append('"');
        } else {
            write(out, text.toCharArray(), 0, text.length());
        }
    }

    private static boolean standsForItself(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                return false;
            }
        }
        return true;
    }

    static void write(StringBuilder out, char[] text, int offset, int length) {
        out.append('"');
        int end = offset + length;
        int clean = offset;
        for (int i = offset; i < end; i++) {
            char c = text[i];
            if (c >= ' ' && c != '"' && c != '\\') {
                if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                    i = pair(text, i, end);
                }
                continue;
            }
            out.append(text, clean, i - clean);
            escape(out, c);
            clean = i + 1;
        }
        out.append(text, clean, end - clean).append('"');
    }

    /** The index of the second half of the pair that starts at {@code i}. */
    private static int pair(char[] text, int i, int end) {
        if (i + 1 == end || !Character.isSurrogatePair(text[i], text[i + 1])) {
            throw new InvalidJsonException("a string holds an unpaired surrogate");
        }
        return i + 1;
    }

    private static void escape(StringBuilder out, char c) {
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
}
