/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.store;

import io.affidavit.lake.unit.UnitException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.iceberg.io.SeekableInputStream;

/** A file's bytes, with a check after every read that they are still those of the file that was listed. */
final class LocalBytes extends SeekableInputStream {

    /** Throws where they are not. */
    @FunctionalInterface
    interface Check {
        void run() throws IOException;
    }

    private final Path path;
    private final Check check;
    private FileChannel channel;

    LocalBytes(Path path, Check check) {
        this.path = path;
        this.check = check;
    }

    @Override
    public long getPos() throws IOException {
        return channel().position();
    }

    @Override
    public void seek(long position) throws IOException {
        channel().position(position);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = channel().read(ByteBuffer.wrap(buffer, offset, length));
        check.run();
        return count;
    }

    private FileChannel channel() throws IOException {
        if (channel == null) {
            try {
                channel = FileChannel.open(path, StandardOpenOption.READ);
            } catch (NoSuchFileException e) {
                throw UnitException.gone();
            }
            check.run();
        }
        return channel;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
