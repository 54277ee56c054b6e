/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/** A file of a local warehouse, opened for reading. */
record LocalInputFile(String location, Path path) implements InputFile {

    @Override
    public long getLength() {
        try {
            return Files.size(path);
        } catch (NoSuchFileException e) {
            throw new NotFoundException(e, "Cannot read file: %s does not exist", location);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read size of file: " + location, e);
        }
    }

    @Override
    public SeekableInputStream newStream() {
        try {
            return new Stream(FileChannel.open(path));
        } catch (NoSuchFileException e) {
            throw new NotFoundException(e, "Cannot open file: %s does not exist", location);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open file: " + location, e);
        }
    }

    @Override
    public boolean exists() {
        return Files.exists(path);
    }

    /** Reads through a buffer, because Avro and JSON readers ask for single bytes. */
    private static final class Stream extends SeekableInputStream {

        private final FileChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024).limit(0);

        Stream(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public long getPos() throws IOException {
            return channel.position() - buffer.remaining();
        }

        @Override
        public void seek(long position) throws IOException {
            channel.position(position);
            buffer.limit(0);
        }

        @Override
        public int read() throws IOException {
            return fill() ? buffer.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!buffer.hasRemaining() && length >= buffer.capacity()) {
                return channel.read(ByteBuffer.wrap(bytes, offset, length));
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, buffer.remaining());
            buffer.get(bytes, offset, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        private boolean fill() throws IOException {
            if (buffer.hasRemaining()) {
                return true;
            }
            buffer.clear();
            int count = channel.read(buffer);
            buffer.position(0).limit(Math.max(count, 0));
            return count > 0;
        }
    }
}
