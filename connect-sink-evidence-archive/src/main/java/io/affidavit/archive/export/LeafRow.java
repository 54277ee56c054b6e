/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.export;

import io.affidavit.archive.evidence.row.CanonicalRow;
import io.affidavit.archive.evidence.row.RowDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;

/** Reads rows out of the canonical bytes that trees are over. One instance serves one schema and one thread. */
final class LeafRow {

    private static final byte[] VERSION = CanonicalRow.VERSION.getBytes(StandardCharsets.US_ASCII);

    private final Schema schema;
    private final RowDecoder decoder;

    LeafRow(Schema schema) {
        this.schema = schema;
        this.decoder = new RowDecoder(schema);
    }

    /**
     * The row, valid until the next one is read.
     *
     * @throws IllegalStateException when the bytes are none of a row of the schema
     */
    StructLike read(byte[] leaf) {
        if (leaf.length < VERSION.length || !Arrays.equals(leaf, 0, VERSION.length, VERSION, 0, VERSION.length)) {
            throw new IllegalStateException("Cannot read row: its encoding is not " + CanonicalRow.VERSION + ".");
        }
        return decoder.decode(leaf, VERSION.length, leaf.length - VERSION.length);
    }

    Map<String, Object> json(StructLike row) {
        return RowJson.of(schema.asStruct(), row);
    }
}
