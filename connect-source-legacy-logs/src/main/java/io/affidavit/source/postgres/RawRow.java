/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A row as the server sent it, free of the driver, so that any thread can decode it. */
final class RawRow {

    private final byte[][] texts;
    private final Object[] arrays;
    private final long bytes;

    private RawRow(byte[][] texts, Object[] arrays, long bytes) {
        this.texts = texts;
        this.arrays = arrays;
        this.bytes = bytes;
    }

    static RawRow of(ResultSet row, ColumnKind[] kinds) throws SQLException {
        byte[][] texts = new byte[kinds.length][];
        Object[] arrays = null;
        long bytes = 0;
        for (int i = 0; i < kinds.length; i++) {
            texts[i] = text(row, i + 1, kinds[i]);
            if (texts[i] != null) {
                bytes += texts[i].length;
                if (kinds[i] == ColumnKind.TEXT_ARRAY) {
                    arrays = arrays == null ? new Object[kinds.length] : arrays;
                    arrays[i] = row.getArray(i + 1).getArray();
                }
            }
        }
        return new RawRow(texts, arrays, bytes);
    }

    /** The text of a column in UTF-8, null for null. */
    byte[] text(int column) {
        return texts[column];
    }

    /** What the driver makes of a column that is an array. */
    Object array(int column) {
        return arrays == null ? null : arrays[column];
    }

    /** How many bytes the texts have. */
    long bytes() {
        return bytes;
    }

    private static byte[] text(ResultSet row, int index, ColumnKind kind) throws SQLException {
        if (kind != ColumnKind.BYTES) {
            return row.getBytes(index);
        }
        // the driver decodes a bytea when it is asked for bytes
        String text = row.getString(index);
        return text == null ? null : text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
