/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.route;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Writes any text as part of a table's name, so that different texts give different names even in catalogs that ignore
 * case or know no dots.
 *
 * <p>Lower-case letters, digits, hyphens and lone underscores stay; a dot becomes two underscores; everything else becomes
 * {@code _x}, the lower-case hex digits of its UTF-8 bytes, {@code _}, neighbours together. An underscore stays only where
 * it cannot be taken for the beginning of either: {@code a.b_c} is {@code a__b_c}, {@code ACME} is {@code _x41434d45_}.
 */
final class TableNames {

    private static final int HEX_DIGITS_OF_A_BYTE = 2;

    private TableNames() {}

    static String encode(String text) {
        StringBuilder name = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = endOfEscaped(text, at);
            if (end > at) {
                byte[] bytes = text.substring(at, end).getBytes(StandardCharsets.UTF_8);
                name.append("_x").append(HexFormat.of().formatHex(bytes)).append('_');
                at = end;
            } else {
                char plain = text.charAt(at++);
                name.append(plain == '.' ? "__" : plain);
            }
        }
        return name.toString();
    }

    private static int endOfEscaped(String text, int from) {
        int end = from;
        while (end < text.length() && !stays(text, end) && text.charAt(end) != '.') {
            end++;
        }
        return end;
    }

    private static boolean stays(String text, int at) {
        char c = text.charAt(at);
        return c == '_' ? isLone(text, at + 1) : isPlain(c);
    }

    /** Whether an underscore before {@code next} reads as nothing but an underscore. */
    private static boolean isLone(String text, int next) {
        return next == text.length() || (isPlain(text.charAt(next)) && !looksEscaped(text, next));
    }

    private static boolean looksEscaped(String text, int at) {
        return text.charAt(at) == 'x'
                && at + HEX_DIGITS_OF_A_BYTE < text.length()
                && isHex(text.charAt(at + 1))
                && isHex(text.charAt(at + 2));
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
