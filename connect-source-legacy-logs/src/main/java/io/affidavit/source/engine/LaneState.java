/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.source.spi.RowMark;
import java.util.Objects;

/**
 * How far a lane has been read, and the running checksum of every row it has given.
 *
 * @param window the window last read from
 * @param mark the last row read
 */
public record LaneState(long window, RowMark mark, long count, long sum, long xor) {

    public LaneState {
        Objects.requireNonNull(mark, "mark");
    }
}
