/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import java.util.Arrays;

/** Offsets of one source partition, eight bytes of memory each. Not thread-safe. */
final class OffsetList {

    private long[] offsets = new long[16];
    private int size;

    void add(long offset) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size * 2);
        }
        offsets[size++] = offset;
    }

    void sort() {
        Arrays.sort(offsets, 0, size);
    }

    int size() {
        return size;
    }

    /** Of a sorted list, in ascending order. */
    long at(int index) {
        return offsets[index];
    }

    /** Of a sorted list: the index after {@code from + most} that parts no equal offsets, or the size. */
    int windowEnd(int from, int most) {
        int end = Math.min(size, from + most);
        while (end < size && offsets[end] == offsets[end - 1]) {
            end++;
        }
        return end;
    }
}
