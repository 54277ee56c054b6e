/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A row in the binary format of COPY (PostgreSQL's manual, COPY, "Binary Format"), as parts of the message that brought it.
 * One object serves row after row.
 */
final class CopyRow {

    private static final VarHandle SHORT = bigEndian(short[].class);
    private static final VarHandle INT = bigEndian(int[].class);
    private static final VarHandle LONG = bigEndian(long[].class);
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    /** The signature, flags and the length of what may follow. */
    private static final int HEADER = SIGNATURE.length + 2 * Integer.BYTES;

    private static final int TRAILER = -1;
    private static final int NULL = -1;

    private final int[] prefixes;
    /** Where columns begin, with their length in four bytes, and where the last ends. */
    private final int[] starts;

    private final int[] from;
    private final int[] to;
    private byte[] message;
    private long bytesOfValues;

    /** @param prefixes how many bytes come before the value of each column */
    CopyRow(int... prefixes) {
        this.prefixes = prefixes.clone();
        this.starts = new int[prefixes.length + 1];
        this.from = new int[prefixes.length];
        this.to = new int[prefixes.length];
    }

    /**
     * Takes the next message, of which the first begins with a header and the last holds no row.
     *
     * @param next not to be changed while this row is read
     * @return whether there is a row in it
     */
    boolean take(byte[] next) {
        message = next;
        int at = afterHeader(next);
        int columns = shortAt(next, at);
        at += Short.BYTES;
        if (columns == TRAILER) {
            return false;
        }
        if (columns != from.length) {
            throw new IllegalStateException("Other columns.");
        }
        bytesOfValues = 0;
        for (int column = 0; column < columns; column++) {
            starts[column] = at;
            int length = intAt(next, at);
            at += Integer.BYTES;
            if (length == NULL) {
                to[column] = NULL;
            } else {
                from[column] = at + prefixes[column];
                at = Math.addExact(at, length);
                to[column] = at;
                bytesOfValues += length(column);
                if (from[column] > at) {
                    throw new IllegalStateException("Too short a value.");
                }
            }
        }
        starts[columns] = at;
        if (at != next.length) {
            throw new IllegalStateException("Another length.");
        }
        return true;
    }

    private static int afterHeader(byte[] message) {
        if (message.length < HEADER || !Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            return 0;
        }
        ByteBuffer header = ByteBuffer.wrap(message, SIGNATURE.length, HEADER - SIGNATURE.length);
        if (header.getInt() != 0) {
            throw new IllegalStateException("Another format.");
        }
        return Math.addExact(HEADER, header.getInt());
    }

    byte[] bytes() {
        return message;
    }

    /** Where a column begins with its length, which is -1 for null; or, for the number of columns, where the last ends. */
    int start(int column) {
        return starts[column];
    }

    int from(int column) {
        return from[column];
    }

    int to(int column) {
        return to[column];
    }

    boolean isNull(int column) {
        return to[column] == NULL;
    }

    /** How many bytes the value of a column has; 0 for null. */
    int length(int column) {
        return isNull(column) ? 0 : to[column] - from[column];
    }

    long bytesOfValues() {
        return bytesOfValues;
    }

    String text(int column) {
        return isNull(column) ? null : new String(message, from[column], length(column), StandardCharsets.UTF_8);
    }

    /** The whole number that a column holds. */
    long number(int column) {
        return switch (length(column)) {
            case Short.BYTES -> shortAt(message, from[column]);
            case Integer.BYTES -> intAt(message, from[column]);
            case Long.BYTES -> (long) LONG.get(message, from[column]);
            default -> throw new IllegalStateException("No number.");
        };
    }

    private static VarHandle bigEndian(Class<?> numbers) {
        return MethodHandles.byteArrayViewVarHandle(numbers, ByteOrder.BIG_ENDIAN);
    }

    private static int shortAt(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at);
    }

    private static int intAt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }
}
