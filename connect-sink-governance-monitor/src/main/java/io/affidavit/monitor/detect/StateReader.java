/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link StateWriter} wrote. Every length is checked against what is there before anything is allocated; bytes
 * that are no such state raise a {@link StateException} that says where, never what.
 */
public final class StateReader {

    private final ByteBuffer bytes;

    /** Reads a copy of the bytes. */
    public StateReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes.clone());
    }

    /** Checks that the state of such a detector, in such a version, begins here. */
    public StateReader begin(StateKind kind, int version) {
        int start = bytes.position();
        require(2);
        if (Byte.toUnsignedInt(bytes.get()) != kind.code()) {
            throw new StateException("the state at byte " + start + " is not of " + kind);
        }
        int found = Byte.toUnsignedInt(bytes.get());
        if (found != version) {
            throw new StateException("the state of " + kind + " has version " + found + ", known is " + version);
        }
        return this;
    }

    public boolean readBoolean() {
        require(1);
        int value = bytes.get();
        if (value != 0 && value != 1) {
            throw bad("is no boolean");
        }
        return value == 1;
    }

    public int readInt() {
        require(Integer.BYTES);
        return bytes.getInt();
    }

    /** An int from a range, both ends included. */
    public int readInt(int least, int most) {
        int value = readInt();
        if (value < least || value > most) {
            throw bad("is out of range");
        }
        return value;
    }

    public long readLong() {
        require(Long.BYTES);
        return bytes.getLong();
    }

    /** A count: a long that is not negative. */
    public long readCount() {
        long value = readLong();
        if (value < 0) {
            throw bad("is a negative count");
        }
        return value;
    }

    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    /** A double that is neither NaN nor infinite. */
    public double readFinite() {
        double value = readDouble();
        if (!Double.isFinite(value)) {
            throw bad("is not finite");
        }
        return value;
    }

    /** Text of at most so many bytes of UTF-8. */
    public String readText(int mostBytes) {
        ByteBuffer text = ByteBuffer.wrap(readBytes(mostBytes));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw bad("is no text");
        }
    }

    public byte[] readBytes(int most) {
        byte[] value = new byte[readLength(most, 1)];
        bytes.get(value);
        return value;
    }

    /** Exactly so many longs, with their number before them. */
    public long[] readLongs(int count) {
        readExactly(count, Long.BYTES);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = readLong();
        }
        return values;
    }

    /** Exactly so many counts, with their number before them. */
    public long[] readCounts(int count) {
        long[] values = readLongs(count);
        for (long value : values) {
            if (value < 0) {
                throw bad("is a negative count");
            }
        }
        return values;
    }

    /** A number of entries of which each takes at least so many bytes. */
    public int readLength(int most, int entryBytes) {
        int length = readInt();
        if (length < 0 || length > most || (long) length * entryBytes > bytes.remaining()) {
            throw bad("is no length");
        }
        return length;
    }

    /** Checks that nothing follows. */
    public void finish() {
        if (bytes.hasRemaining()) {
            throw new StateException(bytes.remaining() + " bytes follow the state");
        }
    }

    /** Fails for a reason that only the detector can see; the reason must not hold values. */
    public StateException invalid(String reason) {
        return new StateException("the state before byte " + bytes.position() + " is invalid: " + reason);
    }

    private void readExactly(int count, int entryBytes) {
        if (readLength(count, entryBytes) != count) {
            throw bad("is another count");
        }
    }

    private void require(int count) {
        if (bytes.remaining() < count) {
            throw new StateException("it ends at byte " + bytes.limit() + ", before the state does");
        }
    }

    private StateException bad(String what) {
        return new StateException("what stands before byte " + bytes.position() + " " + what);
    }
}
