/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.evidence.hash.LeafRange;
import java.util.Iterator;
import java.util.List;

/** Says of the rows of a file, one after the other, whether they stay. */
final class Kept {

    private final Iterator<LeafRange> gone;
    private LeafRange range;
    private long position;

    /** @param gone positions of rows that do not, ascending */
    Kept(List<LeafRange> gone) {
        this.gone = gone.iterator();
    }

    /** Whether the next row stays. */
    boolean next() {
        while ((range == null || range.to() <= position) && gone.hasNext()) {
            range = gone.next();
        }
        boolean stays = range == null || position < range.from() || position >= range.to();
        position++;
        return stays;
    }
}
