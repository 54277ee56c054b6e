/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.hash;

/**
 * Neighbouring leaves of a tree.
 *
 * @param from position of the first
 * @param to position after the last
 */
public record LeafRange(long from, long to) {

    public LeafRange {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("Cannot hold range of leaves from " + from + " to " + to + ".");
        }
    }

    /** Number of leaves. */
    public long size() {
        return to - from;
    }
}
