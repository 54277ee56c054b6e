/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import io.affidavit.lake.unit.UnitException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bounds the memory for one row: fails when more bytes are read between two rows than a row may have. */
final class RowLimit extends FilterInputStream {

    /** Readers take this much ahead. */
    private static final int AHEAD = 1 << 16;

    private final int limit;
    private long sinceRow;

    RowLimit(InputStream in, int limit) {
        super(in);
        this.limit = limit;
    }

    /** A row was read whole. */
    void rowEnded() {
        sinceRow = 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, Math.min(length, AHEAD));
        sinceRow += Math.max(0, count);
        if (sinceRow > (long) limit + 2 * AHEAD) {
            throw UnitException.damaged("a row has more than source.max.row.bytes");
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
