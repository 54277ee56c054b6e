/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import io.affidavit.core.identity.RowChecksum;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * One row as read from a source.
 *
 * @param positionText the cursor as people read it: ISO-8601 UTC with microseconds, or a decimal number
 * @param rowHash keyed hash over the pinned list of source columns
 * @param schema of the value, or null for a document, whose value is a map of text, numbers, booleans, lists and maps,
 *     or {@link Unreadable}
 * @param chars length of the texts of all columns together
 * @param digest what stands for the row in checksums, made of key and hash
 */
public record SourceRow(
        Position position, String positionText, String rowHash, Schema schema, Object value, long chars, long digest) {

    public SourceRow {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(positionText, "positionText");
        Objects.requireNonNull(rowHash, "rowHash");
        Objects.requireNonNull(value, "value");
    }

    public SourceRow(Position position, String positionText, String rowHash, Schema schema, Object value, long chars) {
        // at once, while key and hash are at hand: a page later they have to be fetched from far
        this(position, positionText, rowHash, schema, value, chars, RowChecksum.digest(position.key(), rowHash));
    }

    /** A row of a table. */
    public static SourceRow of(Position position, String positionText, String rowHash, Struct value, long chars) {
        return new SourceRow(position, positionText, rowHash, value.schema(), value, chars);
    }
}
