/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

/**
 * How much may be replayed under one grant.
 *
 * @param records most records, at most {@value #MOST_RECORDS}: the replay keeps the coordinates of all in memory
 * @param bytes most bytes of their canonical encoding, as the archive attests them
 */
public record Budget(long records, long bytes) {

    /** Twelve bytes of memory for each. */
    public static final long MOST_RECORDS = 10_000_000;

    private static final long MOST_BYTES = (1L << 53) - 1;

    public Budget {
        if (records < 1 || records > MOST_RECORDS) {
            throw new InvalidGrantException("the most records are not between 1 and " + MOST_RECORDS + ".");
        }
        if (bytes < 1 || bytes > MOST_BYTES) {
            throw new InvalidGrantException("the most bytes are not between 1 and 2^53-1.");
        }
    }
}
