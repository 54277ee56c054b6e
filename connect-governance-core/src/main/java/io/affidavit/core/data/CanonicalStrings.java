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
        out.append('"');
        int clean = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\') {
                if (Character.isSurrogate(c)) {
                    i = pair(text, i);
                }
                continue;
            }
            out.append(text, clean, i);
            escape(out, c);
            clean = i + 1;
        }
        out.append(text, clean, text.length()).append('"');
    }

    /** The index of the second half of the pair that starts at {@code i}. */
    private static int pair(String text, int i) {
        boolean paired = Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
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
