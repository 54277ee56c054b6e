/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Copies leaves into one reused character array, the form in which they are scanned. Not safe for concurrent use. */
final class LeafReader {

    /** Smaller numbers have too few digits to mean anything. */
    private static final long SMALLEST = 1_000_000;

    private static final int BITS_PER_DIGIT = 3;
    private static final double LARGEST_WHOLE = 1e18;

    private char[] text = new char[1024];
    private int length;

    char[] text() {
        return text;
    }

    int length() {
        return length;
    }

    void read(String value) {
        room(value.length());
        value.getChars(0, length, text, 0);
    }

    /** Whether the number has at most so many digits, so that writing it takes little time. */
    static boolean small(Number number, int digits) {
        long bits = number instanceof BigInteger whole
                ? whole.bitLength()
                : number instanceof BigDecimal decimal ? decimal.unscaledValue().bitLength() : 0;
        return bits / BITS_PER_DIGIT <= digits;
    }

    /** Whether the number has enough digits to be looked at; it is then read. */
    boolean readNumber(Number number, boolean all) {
        if (all) {
            read(number.toString());
            return true;
        }
        if (number instanceof Long || number instanceof Integer) {
            return readLong(number.longValue());
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            return Math.abs(value) < LARGEST_WHOLE && value == Math.rint(value) && readLong((long) value);
        }
        if (number instanceof BigInteger || number instanceof BigDecimal) {
            read(number.toString());
            return true;
        }
        return false;
    }

    /** Stands for a text that is too long to be read: it has a length and no characters. */
    void skip(int chars) {
        length = chars;
    }

    /** Whether the bytes are UTF-8 text; it is then read. */
    boolean readText(Object value) {
        try {
            CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(buffer(value));
            room(chars.remaining());
            chars.get(text, 0, length);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Reads bytes of any kind, one character each. */
    void readRaw(Object value) {
        read(StandardCharsets.ISO_8859_1.decode(buffer(value)).toString());
    }

    static int size(Object value) {
        return buffer(value).remaining();
    }

    private static ByteBuffer buffer(Object value) {
        return value instanceof byte[] array ? ByteBuffer.wrap(array) : ((ByteBuffer) value).duplicate();
    }

    static Object bytesLike(Object original, String replacement) {
        byte[] bytes = replacement.getBytes(StandardCharsets.UTF_8);
        return original instanceof byte[] ? bytes : ByteBuffer.wrap(bytes);
    }

    private boolean readLong(long number) {
        long rest = Math.abs(number);
        if (rest < SMALLEST) {
            return false;
        }
        int digits = 0;
        for (long left = rest; left > 0; left /= 10) {
            digits++;
        }
        room(digits);
        for (int i = digits - 1; i >= 0; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        return true;
    }

    private void room(int needed) {
        length = needed;
        if (text.length < needed) {
            text = new char[Math.max(needed, text.length * 2)];
        }
    }
}
