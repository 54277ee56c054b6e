/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.sums;

import java.util.Objects;

/** The rows of a window, as far as their fixed-size traces tell. */
public record WindowRows(Sums sums, RowSketch sketch) {

    /** No rows. */
    public static final WindowRows NONE = new WindowRows(Sums.NONE, RowSketch.EMPTY);

    public WindowRows {
        Objects.requireNonNull(sums, "sums");
        Objects.requireNonNull(sketch, "sketch");
    }

    /** With the first {@code rows} of the digests added. */
    public WindowRows with(long[] digests, int rows) {
        return rows == 0 ? this : new WindowRows(sums.with(digests, rows), sketch.with(digests, rows));
    }
}
