/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import java.util.Objects;
import org.apache.kafka.connect.data.Struct;

/**
 * One row as read from a store.
 *
 * @param positionText the position as people read it: ISO-8601 UTC with microseconds, or a decimal number
 * @param rowHash keyed hash over the pinned list of source columns
 * @param chars length of the texts of all columns together
 */
public record SourceRow(RowMark mark, String positionText, String rowHash, Struct value, long chars) {

    public SourceRow {
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(positionText, "positionText");
        Objects.requireNonNull(rowHash, "rowHash");
        Objects.requireNonNull(value, "value");
    }
}
