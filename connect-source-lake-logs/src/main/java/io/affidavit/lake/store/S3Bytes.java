/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.store;

import io.affidavit.lake.unit.UnitException;
import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import org.apache.iceberg.io.SeekableInputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object's bytes from any place on, each request for the version that was listed. */
final class S3Bytes extends SeekableInputStream {

    /** Shorter ways forward are read over: a new request costs more. */
    private static final long SHORT = 1 << 18;

    private final S3Client client;
    private final S3Settings settings;
    private final StoredObject object;
    private volatile ResponseInputStream<GetObjectResponse> body;
    private long at;
    private long wanted;

    S3Bytes(S3Client client, S3Settings settings, StoredObject object) {
        this.client = client;
        this.settings = settings;
        this.object = object;
    }

    @Override
    public long getPos() {
        return wanted;
    }

    @Override
    public void seek(long position) {
        wanted = position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (wanted >= object.size()) {
            return -1;
        }
        moveToWanted();
        int count = readBody(buffer, offset, length);
        at += count;
        wanted = at;
        return count;
    }

    /** At least one byte: the object has not ended here. */
    private int readBody(byte[] buffer, int offset, int length) throws IOException {
        String why = "it ended early";
        try {
            int count = body.read(buffer, offset, length);
            if (count >= 0) {
                return count;
            }
        } catch (IOException | RuntimeException e) {
            why = e.getClass().getSimpleName();
        }
        throw UnitException.unavailable(StoreException.retriable("Cannot read " + object.key() + " of "
                + settings.location() + ": the connection broke (" + why + "). Check the store if this goes on."));
    }

    private void moveToWanted() throws IOException {
        if (body != null && (wanted < at || wanted - at > SHORT)) {
            abort();
            body = null;
        }
        if (body == null) {
            open();
        }
        byte[] over = wanted == at ? null : new byte[8192];
        while (at < wanted) {
            at += readBody(over, 0, (int) Math.min(over.length, wanted - at));
        }
    }

    private void open() throws IOException {
        try {
            body = client.getObject(request -> {
                request.bucket(settings.bucket())
                        .key(settings.prefix() + object.key())
                        .ifMatch(object.version());
                if (wanted > 0) {
                    request.range("bytes=" + wanted + "-");
                }
            });
            at = wanted;
        } catch (SdkException e) {
            throw S3Failures.ofObject(e, "read " + object.key() + " of " + settings.location());
        }
    }

    /** Ends the connection, from any thread. */
    void abort() {
        ResponseInputStream<GetObjectResponse> open = body;
        if (open != null) {
            open.abort();
        }
    }

    /** Does not read the rest, as closing the SDK's stream would. */
    @Override
    public void close() {
        abort();
        body = null;
    }
}
