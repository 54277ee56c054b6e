/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres.net;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads a socket in large pieces. The server sends what it has whenever its own buffer is full, and a reader that is faster
 * would be woken for each of those, which costs more than what it then reads. So where much is on its way, it is left to
 * gather for a moment first. Used by one thread at a time.
 */
final class GatheringInputStream extends InputStream {

    private static final int CAPACITY = 128 << 10;
    /** What PostgreSQL sends at once: who gets less has got all there is. */
    private static final int SENT_AT_ONCE = 8 << 10;
    /** Who gets as much need not wait for more. */
    private static final int PLENTY = CAPACITY / 2;

    private static final long MOMENT_NANOS = Duration.ofMillis(1).toNanos() / 5;

    private final InputStream socket;
    private final byte[] gathered = new byte[CAPACITY];
    private int next;
    private int end;
    private boolean moreOnItsWay;

    GatheringInputStream(InputStream socket) {
        this.socket = Objects.requireNonNull(socket, "socket");
    }

    @Override
    public int read() throws IOException {
        return isFilled() ? gathered[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!isFilled()) {
            return -1;
        }
        int given = Math.min(length, end - next);
        System.arraycopy(gathered, next, bytes, offset, given);
        next += given;
        return given;
    }

    private boolean isFilled() throws IOException {
        if (next < end) {
            return true;
        }
        if (moreOnItsWay) {
            LockSupport.parkNanos(this, MOMENT_NANOS);
        }
        moreOnItsWay = false;
        int read = socket.read(gathered, 0, CAPACITY);
        next = 0;
        end = Math.max(0, read);
        moreOnItsWay = read >= SENT_AT_ONCE && read < PLENTY;
        return read > 0;
    }

    @Override
    public int available() throws IOException {
        return next < end ? end - next : socket.available();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
