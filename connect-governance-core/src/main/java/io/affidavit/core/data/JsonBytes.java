/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON in UTF-8 as it is written, byte for byte as Jackson's generator writes it: everything beyond the basic plane as escaped
 * halves. Used again for many documents, because what costs most of a short one is what is made around it. Not for many threads.
 */
final class JsonBytes {

    private static final int FIRST_SIZE = 4096;
    /** A long document does not hold memory for ever. */
    private static final int MOST_KEPT = 1 << 18;
    /** Of a text at a time: no character takes more than six bytes. */
    private static final int CHUNK = 2048;

    /** Shorter texts are looked at one character at a time. */
    private static final int SHORT = 16;

    private static final int LONGEST_ESCAPE = 6;
    private static final int MOST_DIGITS = 19;
    private static final int LONGEST_LONG = MOST_DIGITS + 1;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.ISO_8859_1);
    /** By ASCII character, the letter of its escape; 'u' for those that have none, 0 for what stands for itself. */
    private static final byte[] ESCAPES = escapes();

    private final JsonNames names = new JsonNames();
    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    /** Begins a document, whatever became of an earlier one. */
    void begin() {
        size = 0;
    }

    /** The document. */
    byte[] end() {
        byte[] document = Arrays.copyOf(bytes, size);
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[FIRST_SIZE];
        }
        return document;
    }

    /** A bracket or a comma. */
    void sign(char sign) {
        room(1);
        bytes[size++] = (byte) sign;
    }

    /** The name of a member and its colon, behind a comma unless it is the first and stands right behind its bracket. */
    void name(String name, boolean first) {
        write(known(name), first);
    }

    /** As {@link #name}, with its text behind it: of events, many fields say the same from record to record. */
    void member(String name, String text, boolean first) {
        JsonNames.Name known = known(name);
        boolean again = known.repeats(text);
        if (again && known.member() != null) {
            write(known.member(), first);
            return;
        }
        int start = first ? size - 1 : size;
        write(known, first);
        text(text);
        if (again) {
            known.keep(JsonNames.written(name, bytes, start, size));
        }
    }

    private void write(JsonNames.Name known, boolean first) {
        int at = first ? size - 1 : size;
        room(known.room());
        known.write(bytes, at);
        bytes[at] = (byte) (first ? '{' : ',');
        size = at + known.length();
    }

    private JsonNames.Name known(String name) {
        JsonNames.Name known = names.find(name);
        return known == null ? learn(name) : known;
    }

    private JsonNames.Name learn(String name) {
        int start = size;
        sign(',');
        text(name);
        sign(':');
        int end = size;
        size = start;
        return names.add(name, bytes, start, end);
    }

    void text(String text) {
        int length = text.length();
        byte[] ascii = length < SHORT ? null : text.getBytes(StandardCharsets.UTF_8);
        sign('"');
        if (ascii != null && ascii.length == length) {
            ascii(text, ascii);
        } else {
            for (int from = 0; from < length; from += CHUNK) {
                characters(text, from, Math.min(length, from + CHUNK));
            }
        }
        sign('"');
    }

    /** A text whose UTF-8 has as many bytes as it has characters: ASCII, and question marks where halves stand alone. */
    private void ascii(String text, byte[] ascii) {
        int last = ascii.length - Long.BYTES;
        // of what is left, all may be escaped by a backslash; what takes more makes room again
        room(2 * ascii.length);
        byte[] out = bytes;
        int at = size;
        int from = 0;
        while (from <= last) {
            long eight = EightBytes.get(ascii, from);
            EightBytes.put(out, at, eight);
            int plain = Long.numberOfTrailingZeros(EightBytes.specialOr(eight, '?')) >>> 3;
            at += plain;
            from += plain;
            if (plain == Long.BYTES) {
                continue;
            }
            byte escape = ESCAPES[ascii[from]];
            if (escape != 0 && escape != 'u') {
                out[at++] = '\\';
                out[at++] = escape;
                from++;
            } else {
                size = at;
                characters(text, from, ++from);
                room(2 * (ascii.length - from));
                out = bytes;
                at = size;
            }
        }
        size = at;
        characters(text, from, ascii.length);
    }

    /** ASCII that is JSON as it stands. */
    void plain(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            sign(ascii.charAt(i));
        }
    }

    void number(long number) {
        if (number == Long.MIN_VALUE) {
            plain(Long.toString(number));
            return;
        }
        room(LONGEST_LONG);
        long rest = Math.abs(number);
        if (number < 0) {
            bytes[size++] = '-';
        }
        size += digits(rest);
        int at = size;
        while (rest > 9) {
            int two = (int) (rest % 100);
            rest /= 100;
            bytes[--at] = (byte) ('0' + two % 10);
            bytes[--at] = (byte) ('0' + two / 10);
        }
        if (rest > 0 || number == 0) {
            bytes[--at] = (byte) ('0' + rest);
        }
    }

    private static int digits(long number) {
        int digits = 1;
        for (long power = 10; digits < MOST_DIGITS && number >= power; power *= 10) {
            digits++;
        }
        return digits;
    }

    private void characters(String text, int from, int to) {
        room(LONGEST_ESCAPE * (to - from));
        byte[] out = bytes;
        int at = size;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 128 && ESCAPES[c] == 0) {
                out[at++] = (byte) c;
            } else {
                at = c < 128 ? escape(out, at, c) : wide(out, at, c);
            }
        }
        size = at;
    }

    private static int escape(byte[] out, int start, char c) {
        if (ESCAPES[c] == 'u') {
            return hexadecimal(out, start, c);
        }
        out[start] = '\\';
        out[start + 1] = ESCAPES[c];
        return start + 2;
    }

    private static int wide(byte[] out, int start, char c) {
        if (Character.isSurrogate(c)) {
            return hexadecimal(out, start, c);
        }
        int at = start;
        if (c < 0x800) {
            out[at++] = (byte) (0xC0 | (c >> 6));
        } else {
            out[at++] = (byte) (0xE0 | (c >> 12));
            out[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        }
        out[at++] = (byte) (0x80 | (c & 0x3F));
        return at;
    }

    private static int hexadecimal(byte[] out, int start, char c) {
        out[start] = '\\';
        out[start + 1] = 'u';
        for (int i = 0; i < 4; i++) {
            out[start + 5 - i] = HEX[(c >> (4 * i)) & 0xF];
        }
        return start + LONGEST_ESCAPE;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
        }
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[128];
        Arrays.fill(escapes, 0, ' ', (byte) 'u');
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        return escapes;
    }
}
