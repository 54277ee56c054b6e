/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.evidence.hash.LeafRange;
import java.util.ArrayList;
import java.util.List;

/** Positions of rows in a file, as few ranges. */
final class Positions {

    private final List<LeafRange> ranges = new ArrayList<>();
    private long from = -1;
    private long to = -1;

    /** @param position greater than the one before */
    void add(long position) {
        if (position != to) {
            close();
            from = position;
        }
        to = position + 1;
    }

    /** All of them, ascending. */
    List<LeafRange> ranges() {
        close();
        from = -1;
        to = -1;
        return List.copyOf(ranges);
    }

    private void close() {
        if (from >= 0) {
            ranges.add(new LeafRange(from, to));
        }
    }
}
