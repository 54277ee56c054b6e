/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.identity;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The unambiguous byte form of a sequence of texts: each as a four-byte big-endian length and its UTF-8 bytes, null as
 * length -1. No two different sequences share a form.
 */
final class LengthPrefixed {

    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int NULL_LENGTH = -1;
    private static final int FIRST_SIZE = 512;
    /** A long sequence does not hold memory for ever. */
    private static final int MOST_KEPT = 1 << 16;

    private byte[] all = new byte[FIRST_SIZE];
    private int size;

    /** Takes bytes, such as a digest. */
    interface Sink {
        void update(byte[] bytes, int offset, int length);
    }

    /** Begins a sequence, whatever became of an earlier one. */
    LengthPrefixed begin() {
        size = 0;
        return this;
    }

    /** Adds a text; null is told from the empty one. */
    void add(String part) {
        if (part == null) {
            addNull();
        } else {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            addUtf8(bytes, 0, bytes.length);
        }
    }

    void addNull() {
        length(NULL_LENGTH, 0);
    }

    /** Adds the text of these bytes. */
    void addUtf8(byte[] bytes, int from, int to) {
        length(to - from, to - from);
        System.arraycopy(bytes, from, all, size, to - from);
        size += to - from;
    }

    /** Adds texts that are in this form already. */
    void addFormed(byte[] bytes, int from, int to) {
        makeRoom(to - from);
        System.arraycopy(bytes, from, all, size, to - from);
        size += to - from;
    }

    private void makeRoom(int room) {
        int needed = Math.addExact(size, room);
        if (needed > all.length) {
            all = Arrays.copyOf(all, Math.max(2 * all.length, needed));
        }
    }

    /** Writes a length, with room behind it. */
    private void length(int length, int room) {
        makeRoom(room + Integer.BYTES);
        BIG_ENDIAN.set(all, size, length);
        size += Integer.BYTES;
    }

    /** Feeds the sequence in one call. */
    void into(Sink sink) {
        sink.update(all, 0, size);
        if (all.length > MOST_KEPT) {
            all = new byte[FIRST_SIZE];
        }
    }
}
