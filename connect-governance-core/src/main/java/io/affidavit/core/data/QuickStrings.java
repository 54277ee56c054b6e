/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the strings of {@link QuickJson}, eight bytes at a time, and remembers names. */
final class QuickStrings {

    /** For eight bytes and what an escape behind them stands for. */
    private static final int ROOM = Long.BYTES + QuickEscapes.MOST_BYTES;
    /** What stands for bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';
    /** A long string does not hold memory for ever. */
    private static final int MOST_KEPT = 1 << 16;

    private static final int FIRST_SIZE = 1024;

    private final QuickEscapes escapes = new QuickEscapes();
    private final QuickNames names = new QuickNames();
    private byte[] plain = new byte[FIRST_SIZE];
    private int end;

    /** Behind what was read last. */
    int end() {
        return end;
    }

    /** The string whose quotation mark stands here; null where it is not sure. */
    String read(byte[] text, int quote) {
        int from = quote + 1;
        int at = run(text, from);
        boolean ascii = true;
        while (at < text.length && text[at] < 0) {
            ascii = false;
            at = run(text, at + 1);
        }
        end = at + 1;
        if (at >= text.length || (text[at] != '"' && text[at] != '\\')) {
            return null;
        }
        if (text[at] == '\\') {
            return unescaped(text, from);
        }
        return string(text, from, at, ascii);
    }

    /** As {@link #read}, for a name, of which there are few. */
    String name(byte[] text, int quote) {
        String known = names.next(text, quote + 1);
        if (known != null) {
            end = quote + known.length() + 2;
            return known;
        }
        String name = read(text, quote);
        if (name != null && end - quote == name.length() + 2) {
            return names.add(name);
        }
        return name;
    }

    /** The first byte from here on that is a quotation mark, a backslash, a control character or no ASCII. */
    private static int run(byte[] text, int from) {
        int at = from;
        for (; text.length - at >= Long.BYTES; at += Long.BYTES) {
            long special = EightBytes.special(EightBytes.get(text, at));
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
        }
        while (at < text.length && text[at] >= ' ' && text[at] != '"' && text[at] != '\\') {
            at++;
        }
        return at;
    }

    /** Copies what stands for itself and puts in what escapes stand for. */
    private String unescaped(byte[] text, int from) {
        boolean ascii = true;
        int size = 0;
        int at = from;
        while (at < text.length) {
            if (plain.length - size < ROOM) {
                plain = Arrays.copyOf(plain, plain.length * 2);
            }
            if (text.length - at >= Long.BYTES) {
                long eight = EightBytes.get(text, at);
                EightBytes.put(plain, size, eight);
                int clean = Long.numberOfTrailingZeros(EightBytes.special(eight)) >>> 3;
                size += clean;
                at += clean;
                if (clean == Long.BYTES) {
                    continue;
                }
            }
            byte c = text[at];
            if (c == '"') {
                end = at + 1;
                String string = string(plain, 0, size, ascii);
                plain = plain.length > MOST_KEPT ? new byte[FIRST_SIZE] : plain;
                return string;
            }
            if (c == '\\') {
                int read = escapes.read(text, at);
                if (read < 0) {
                    return null;
                }
                ascii &= read < 128;
                size = QuickEscapes.write(read, plain, size);
                at = escapes.end();
            } else if (c >= 0 && c < ' ') {
                return null;
            } else {
                ascii &= c >= 0;
                plain[size++] = c;
                at++;
            }
        }
        return null;
    }

    private static String string(byte[] bytes, int from, int to, boolean ascii) {
        if (ascii) {
            return EightBytes.ascii(bytes, from, to);
        }
        String string = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return string.indexOf(REPLACEMENT) < 0 ? string : null;
    }
}
