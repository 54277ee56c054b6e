/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.util.Arrays;

/**
 * Brings JSON of ASCII into canonical form in one pass over its bytes, without making values: almost all of it is written as it
 * stands, and members are moved where they are out of order. Whatever is wrong or has more than one spelling (escapes by number,
 * names with escapes, repeated names) it leaves to {@link CanonicalJson}. Not for many threads.
 */
final class QuickCanonical {

    private static final int DEEPEST = 64;
    private static final int FIRST_SIZE = 1024;
    /** A long document does not hold memory for ever. */
    private static final int MOST_KEPT = 1 << 16;

    private final QuickNumbers numbers = new QuickNumbers();
    private final StringBuilder number = new StringBuilder();
    private final QuickMembers members = new QuickMembers();
    private byte[] text;
    private int at;
    private byte[] out = new byte[FIRST_SIZE];
    private int size;

    /** The canonical form, or null where it is left to others. */
    String read(byte[] ascii) {
        text = ascii;
        at = 0;
        size = 0;
        members.clear();
        room(ascii.length);
        try {
            return value(0) && QuickJson.blank(text, at) == text.length ? EightBytes.ascii(out, 0, size) : null;
        } finally {
            text = null;
            out = out.length > MOST_KEPT ? new byte[FIRST_SIZE] : out;
        }
    }

    /** Writes what begins at the next character that is no blank; whether it could. */
    private boolean value(int depth) {
        int c = next();
        if (c == '"') {
            return string() >= 0;
        }
        if (c == '{' || c == '[') {
            return depth < DEEPEST && (c == '{' ? object(depth + 1) : array(depth + 1));
        }
        if (c == '-' || (c >= '0' && c <= '9')) {
            return number();
        }
        return switch (c) {
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> false;
        };
    }

    private boolean array(int depth) {
        copy();
        if (next() == ']') {
            copy();
            return true;
        }
        while (value(depth)) {
            int c = next();
            if (c != ',' && c != ']') {
                return false;
            }
            copy();
            if (c == ']') {
                return true;
            }
        }
        return false;
    }

    private boolean object(int depth) {
        copy();
        if (next() == '}') {
            copy();
            return true;
        }
        int first = members.size();
        while (true) {
            int start = size;
            boolean plain = next() == '"' && string() > 0;
            int nameEnd = size;
            if (!plain || next() != ':') {
                return false;
            }
            copy();
            if (!value(depth)) {
                return false;
            }
            members.add(start, nameEnd, size);
            int c = next();
            if (c == '}') {
                boolean sorted = members.sort(first, out);
                copy();
                return sorted;
            }
            if (c != ',') {
                return false;
            }
            copy();
        }
    }

    /** Writes a string as it stands: 1 if it has no escapes, 0 if it has, -1 if it may have another spelling or no end. */
    private int string() {
        copy();
        int plain = 1;
        room(text.length - at + Long.BYTES);
        while (text.length - at >= Long.BYTES) {
            long eight = EightBytes.get(text, at);
            EightBytes.put(out, size, eight);
            int clean = Long.numberOfTrailingZeros(EightBytes.special(eight)) >>> 3;
            at += clean;
            size += clean;
            if (clean < Long.BYTES) {
                if (text[at] != '\\') {
                    break;
                }
                if (!escape()) {
                    return -1;
                }
                plain = 0;
            }
        }
        while (at < text.length && text[at] != '"') {
            if (text[at] == '\\') {
                if (!escape()) {
                    return -1;
                }
                plain = 0;
            } else if (text[at] < ' ') {
                return -1;
            } else {
                copy();
            }
        }
        if (at == text.length) {
            return -1;
        }
        copy();
        return plain;
    }

    /** Copies an escape that has no other spelling; whether it is one. */
    private boolean escape() {
        if (at + 1 == text.length || "\"\\bfnrt".indexOf(text[at + 1]) < 0) {
            return false;
        }
        copy();
        copy();
        return true;
    }

    private boolean number() {
        Object value = numbers.read(text, at);
        if (value == QuickJson.UNSURE) {
            return false;
        }
        at = numbers.end();
        number.setLength(0);
        if (value instanceof Long whole) {
            CanonicalNumbers.write(number, whole.longValue());
        } else {
            CanonicalNumbers.write(number, ((Double) value).doubleValue());
        }
        room(text.length - at + number.length());
        for (int i = 0; i < number.length(); i++) {
            out[size++] = (byte) number.charAt(i);
        }
        return true;
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at == text.length || text[at] != word.charAt(i)) {
                return false;
            }
            copy();
        }
        return true;
    }

    /** The next character that is no blank, or -1 at the end. */
    private int next() {
        at = QuickJson.blank(text, at);
        return at < text.length ? text[at] : -1;
    }

    private void copy() {
        out[size++] = text[at++];
    }

    /** Makes room for so much and a word of eight bytes behind it. */
    private void room(int more) {
        if (out.length - size < more + Long.BYTES) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, Math.addExact(size, more + Long.BYTES)));
        }
    }
}
