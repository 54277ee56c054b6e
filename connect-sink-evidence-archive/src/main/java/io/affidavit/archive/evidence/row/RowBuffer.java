/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growable byte array, written big-endian and used again for every row. */
final class RowBuffer {

    // From here on the JDK's vectorized encoder is faster, the copy it makes included.
    private static final int LONG_TEXT = 48;

    private byte[] bytes = new byte[1024];
    private int size;

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    void truncate(int newSize) {
        size = newSize;
    }

    void putByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    void putInt(int value) {
        ensure(Integer.BYTES);
        setInt(size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        ensure(Long.BYTES);
        Bytes.setLong(bytes, size, value);
        size += Long.BYTES;
    }

    void putBytes(byte[] source) {
        putBytes(source, 0, source.length);
    }

    void putBytes(byte[] source, int offset, int length) {
        ensure(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Copies the remaining bytes and leaves the buffer's position as it was. */
    void putBytes(ByteBuffer source) {
        int length = source.remaining();
        ensure(length);
        source.get(source.position(), bytes, size, length);
        size += length;
    }

    /** Writes UTF-8; a surrogate without its partner becomes {@code ?}, as {@link String#getBytes()} has it. */
    void putUtf8(String text) {
        int length = text.length();
        if (length >= LONG_TEXT) {
            putBytes(text.getBytes(StandardCharsets.UTF_8));
            return;
        }
        // a char takes at most three bytes; a pair of surrogates takes four
        ensure(Math.multiplyExact(length, 3));
        byte[] target = bytes;
        int to = size;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                target[to++] = (byte) c;
            } else if (c < 0x800) {
                target[to++] = (byte) (0xC0 | (c >> 6));
                target[to++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                target[to++] = (byte) (0xE0 | (c >> 12));
                target[to++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                target[to++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                target[to++] = (byte) (0xF0 | (point >> 18));
                target[to++] = (byte) (0x80 | ((point >> 12) & 0x3F));
                target[to++] = (byte) (0x80 | ((point >> 6) & 0x3F));
                target[to++] = (byte) (0x80 | (point & 0x3F));
            } else {
                target[to++] = '?';
            }
        }
        size = to;
    }

    /** Leaves room for a length and returns the position to hand to {@link #closeLength}. */
    int openLength() {
        ensure(Integer.BYTES);
        size += Integer.BYTES;
        return size;
    }

    /** Fills in the length of what was written since {@link #openLength}. */
    void closeLength(int opened) {
        setInt(opened - Integer.BYTES, size - opened);
    }

    private void setInt(int at, int value) {
        Bytes.setInt(bytes, at, value);
    }

    private void ensure(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, Math.multiplyExact(bytes.length, 2)));
        }
    }
}
