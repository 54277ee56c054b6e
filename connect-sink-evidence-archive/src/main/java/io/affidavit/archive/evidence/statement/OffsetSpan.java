/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

/**
 * Offsets that follow each other without a break.
 *
 * @param from first offset
 * @param to first offset after
 */
public record OffsetSpan(long from, long to) {

    public OffsetSpan {
        SafeNumbers.check(from);
        SafeNumbers.check(to);
        if (from >= to) {
            throw new IllegalArgumentException("Cannot attest offsets " + from + " to " + to + ": there are none.");
        }
    }

    /** How many offsets. */
    public long length() {
        return to - from;
    }
}
