/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.util.Arrays;

/** Where the members of all objects that are open stand in what was written, innermost last; brings them in order. */
final class QuickMembers {

    private static final int FIRST_SIZE = 32;
    private static final int MOST_KEPT = 1024;
    /** More are put in order faster by others. */
    private static final int MOST_MOVED = 64;

    /** Where each begins, at the quotation mark of its name. */
    private int[] starts = new int[FIRST_SIZE];

    private int[] nameEnds = new int[FIRST_SIZE];
    private int[] ends = new int[FIRST_SIZE];
    private final int[] sorted = new int[MOST_MOVED];
    private int size;

    void clear() {
        size = 0;
        if (starts.length > MOST_KEPT) {
            starts = new int[FIRST_SIZE];
            nameEnds = new int[FIRST_SIZE];
            ends = new int[FIRST_SIZE];
        }
    }

    int size() {
        return size;
    }

    void add(int start, int nameEnd, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            nameEnds = Arrays.copyOf(nameEnds, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        starts[size] = start;
        nameEnds[size] = nameEnd;
        ends[size++] = end;
    }

    /**
     * Orders the members from the first on by name, and forgets them.
     *
     * @param out holds them one behind the other, each behind a comma but the first
     * @return whether they are in order now: not where a name is repeated, nor where there are too many
     */
    boolean sort(int first, byte[] out) {
        int count = size - first;
        boolean ordered = true;
        for (int i = first + 1; ordered && i < size; i++) {
            ordered = order(out, i - 1, i) < 0;
        }
        size = first;
        return ordered || moved(first, count, out);
    }

    private boolean moved(int first, int count, byte[] out) {
        if (count > MOST_MOVED) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int place = i;
            for (; place > 0; place--) {
                int order = order(out, sorted[place - 1], first + i);
                if (order == 0) {
                    return false;
                }
                if (order < 0) {
                    break;
                }
                sorted[place] = sorted[place - 1];
            }
            sorted[place] = first + i;
        }
        int base = starts[first];
        byte[] before = Arrays.copyOfRange(out, base, ends[first + count - 1]);
        int at = base;
        for (int i = 0; i < count; i++) {
            int length = ends[sorted[i]] - starts[sorted[i]];
            System.arraycopy(before, starts[sorted[i]] - base, out, at, length);
            at += length;
            if (i + 1 < count) {
                out[at++] = ',';
            }
        }
        return true;
    }

    /** Compares names by their characters: that one ends and the other goes on is told before its quotation mark. */
    private int order(byte[] out, int one, int other) {
        return Arrays.compare(out, starts[one] + 1, nameEnds[one] - 1, out, starts[other] + 1, nameEnds[other] - 1);
    }
}
