/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes detector states as bytes: big-endian, no padding, one form for each value, so that equal states are equal bytes.
 *
 * <pre>
 * state   := kind (1 byte) version (1 byte) fields
 * boolean := 0 or 1 (1 byte)      int := 4 bytes      long := 8 bytes
 * double  := IEEE 754, 8 bytes, every NaN as 7ff8000000000000
 * text    := int length in bytes, UTF-8     bytes := int length, bytes
 * longs   := int count, longs
 * </pre>
 */
public final class StateWriter {

    private byte[] bytes = new byte[256];
    private int size;

    /** Opens the state of a detector. */
    public StateWriter begin(StateKind kind, int version) {
        return writeByte(kind.code()).writeByte(version);
    }

    public StateWriter writeBoolean(boolean value) {
        return writeByte(value ? 1 : 0);
    }

    public StateWriter writeInt(int value) {
        reserve(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    public StateWriter writeLong(long value) {
        reserve(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    public StateWriter writeDouble(double value) {
        return writeLong(Double.doubleToLongBits(value));
    }

    public StateWriter writeText(String value) {
        return writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public StateWriter writeBytes(byte[] value) {
        writeInt(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    public StateWriter writeLongs(long[] values) {
        writeInt(values.length);
        for (long value : values) {
            writeLong(value);
        }
        return this;
    }

    /** A copy of all that was written. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    private StateWriter writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
        }
    }
}
