package io.affidavit.source.spi;

import java.util.Objects;
import org.apache.kafka.connect.data.Struct;

/**
 * One row as read from a store.
 *
 * @param positionText the position as people read it: ISO-8601 UTC with microseconds, or a decimal number
 * @param rowHash keyed hash over the pinned list of source columns
 * @param bytes size of the row's text, an estimate of its size in JSON that errs upwards
 */
public record SourceRow(RowMark mark, String positionText, String rowHash, Struct value, long bytes) {

    public SourceRow {
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(positionText, "positionText");
        Objects.requireNonNull(rowHash, "rowHash");
        Objects.requireNonNull(value, "value");
    }
}
