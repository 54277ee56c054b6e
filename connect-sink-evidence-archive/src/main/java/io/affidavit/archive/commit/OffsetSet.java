/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import java.util.Arrays;

/** Offsets of one source partition, eight bytes each. */
public final class OffsetSet {

    /** No offsets. */
    public static final OffsetSet EMPTY = new OffsetSet(new long[0]);

    private final long[] sorted;

    private OffsetSet(long[] sorted) {
        this.sorted = sorted;
    }

    public static OffsetSet of(long... offsets) {
        long[] sorted = offsets.clone();
        Arrays.sort(sorted);
        return new OffsetSet(sorted);
    }

    public boolean contains(long offset) {
        return Arrays.binarySearch(sorted, offset) >= 0;
    }

    public boolean isEmpty() {
        return sorted.length == 0;
    }

    public OffsetSet and(OffsetSet other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        long[] all = Arrays.copyOf(sorted, sorted.length + other.sorted.length);
        System.arraycopy(other.sorted, 0, all, sorted.length, other.sorted.length);
        return of(all);
    }
}
