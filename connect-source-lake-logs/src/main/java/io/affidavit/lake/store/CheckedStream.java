/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.store;

import io.affidavit.lake.unit.UnitException;
import io.affidavit.source.spi.StoreException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an object, none less than it has: a connection that ends early is the store's fault, not the object's. */
final class CheckedStream extends FilterInputStream {

    private final String what;
    private final long size;
    private long read;

    /** @param what names the object in messages */
    CheckedStream(InputStream in, String what, long size) {
        super(in);
        this.what = what;
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(buffer, offset, length);
        } catch (UnitException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw broken(e.getClass().getSimpleName());
        }
        if (count < 0 && read < size) {
            throw broken("it ended after " + read + " of " + size + " bytes");
        }
        read += Math.max(0, count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return count <= 0 ? 0 : read(new byte[(int) Math.min(count, 8192)]);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private UnitException broken(String why) {
        return UnitException.unavailable(StoreException.retriable(
                "Cannot read " + what + ": the connection broke (" + why + "). Check the store if this goes on."));
    }
}
