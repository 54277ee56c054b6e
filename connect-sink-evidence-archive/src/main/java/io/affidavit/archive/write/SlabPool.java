/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import java.util.ArrayDeque;

/**
 * Arrays for rows, used again and again: fresh ones would be copied through the generations of the collector. Half of the
 * smallest heap region of G1, so that none counts as humongous.
 */
final class SlabPool {

    static final int SLAB_BYTES = 256 << 10;

    private final ArrayDeque<byte[]> free = new ArrayDeque<>();
    private long bytes;

    /** An array that holds at least {@code length} bytes. */
    byte[] take(int length) {
        if (length > SLAB_BYTES) {
            bytes += length;
            return new byte[length];
        }
        byte[] slab = free.poll();
        if (slab == null) {
            bytes += SLAB_BYTES;
            slab = new byte[SLAB_BYTES];
        }
        return slab;
    }

    void giveBack(byte[] slab) {
        if (slab.length == SLAB_BYTES) {
            free.push(slab);
        } else {
            bytes -= slab.length;
        }
    }

    /** Bytes of every slab, taken or not. */
    long bytes() {
        return bytes;
    }
}
