/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.topic;

/**
 * A range of offsets of one partition.
 *
 * @param from first
 * @param to behind the last
 */
public record Offsets(long from, long to) {

    /** How many offsets there are. */
    public long size() {
        return Math.max(0, to - from);
    }
}
