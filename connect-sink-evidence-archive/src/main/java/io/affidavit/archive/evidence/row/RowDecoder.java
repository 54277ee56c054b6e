/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;

/**
 * Reads rows back from their canonical bytes, into Iceberg's internal values; text becomes {@link org.apache.avro.util.Utf8},
 * which writers take without decoding it.
 *
 * <p>Fields go by their id, as in the encoding: a row may have been encoded before its table grew. One instance serves one
 * schema and one thread.
 */
public final class RowDecoder {

    private final StructDecoder decoder;

    /** @param schema what the rows are wanted in */
    public RowDecoder(Schema schema) {
        this.decoder = new StructDecoder(schema.asStruct(), true);
    }

    /**
     * The row with these fields, see {@link CanonicalRow#encodeFields}. It is valid until the next one is decoded.
     *
     * @throws IllegalStateException when the bytes are none of a row of this schema
     */
    public StructLike decode(byte[] fields, int offset, int length) {
        return decoder.decode(fields, offset, length);
    }
}
