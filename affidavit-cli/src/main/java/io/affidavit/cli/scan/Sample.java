/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

/**
 * Which records are looked at.
 *
 * @param size how many; 0 for all
 * @param latest whether the newest, and not some from everywhere
 */
record Sample(long size, boolean latest) {

    /** Whether the record of this number, counted from 0, is one of them. */
    boolean takes(long number, long total) {
        if (size == 0 || size >= total) {
            return true;
        }
        if (latest) {
            return number >= total - size;
        }
        // evenly: one in every total / size
        return step(number + 1, total) > step(number, total);
    }

    private long step(long number, long total) {
        return (long) ((double) number * size / total);
    }
}
