/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import java.util.Objects;
import org.apache.iceberg.data.Record;

/**
 * One record of the archive, ready to be replayed.
 *
 * @param bytes of its canonical encoding
 * @param position of the replay when this record is taken: of several with the same coordinate, only the last moves it
 */
public record ReplayedRow(Coordinate coordinate, Record row, int bytes, ReplayPosition position) {

    public ReplayedRow {
        Objects.requireNonNull(coordinate, "coordinate");
        Objects.requireNonNull(row, "row");
        Objects.requireNonNull(position, "position");
    }
}
