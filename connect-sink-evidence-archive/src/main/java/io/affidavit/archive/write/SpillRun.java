/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * One run in a spill file: rows, each {@code cluster, event time, length, fields}, big-endian.
 *
 * @param crc CRC-32C of its bytes: what comes back from the disk is going to be signed
 */
record SpillRun(long begin, long end, long crc) {

    private static final int HEADER = Integer.BYTES + Long.BYTES + Integer.BYTES;
    private static final int CHUNK = 32 << 10;

    /** Writes the rows from {@code begin} on. */
    static SpillRun write(FileChannel channel, long begin, RowCursor rows) throws IOException {
        Writer writer = new Writer(channel, begin);
        while (rows.next()) {
            writer.header(rows);
            writer.put(rows.bytes(), rows.offset(), rows.length());
        }
        writer.flush();
        return new SpillRun(begin, writer.position, writer.crc.getValue());
    }

    /** @param fields shared by all cursors that are read together: only the current row's bytes are in memory */
    RowCursor cursor(FileChannel channel, Scratch fields) {
        return new Cursor(channel, this, fields);
    }

    /** Room for the fields of one row. */
    static final class Scratch {

        private byte[] bytes = new byte[CHUNK];

        private byte[] atLeast(int length) {
            if (bytes.length < length) {
                bytes = new byte[length];
            }
            return bytes;
        }
    }

    private static final class Writer {

        private final FileChannel channel;
        private final CRC32C crc = new CRC32C();
        private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        private long position;

        Writer(FileChannel channel, long begin) {
            this.channel = channel;
            this.position = begin;
        }

        void header(RowCursor row) throws IOException {
            if (chunk.remaining() < HEADER) {
                flush();
            }
            chunk.putInt(row.cluster()).putLong(row.micros()).putInt(row.length());
        }

        void put(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; ) {
                if (!chunk.hasRemaining()) {
                    flush();
                }
                int part = Math.min(length - done, chunk.remaining());
                chunk.put(bytes, offset + done, part);
                done += part;
            }
        }

        void flush() throws IOException {
            chunk.flip();
            crc.update(chunk.array(), 0, chunk.limit());
            while (chunk.hasRemaining()) {
                position += channel.write(chunk, position);
            }
            chunk.clear();
        }
    }

    private static final class Cursor implements RowCursor {

        private final FileChannel channel;
        private final SpillRun run;
        private final Scratch fields;
        private final CRC32C crc = new CRC32C();
        private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).limit(0);
        private long position;
        private int cluster;
        private long micros;
        private int length;
        private boolean pending;

        Cursor(FileChannel channel, SpillRun run, Scratch fields) {
            this.channel = channel;
            this.run = run;
            this.fields = fields;
            this.position = run.begin();
        }

        @Override
        public boolean next() {
            try {
                if (pending) {
                    load();
                }
                if (!chunk.hasRemaining() && position == run.end()) {
                    checkSum();
                    return false;
                }
                while (chunk.remaining() < HEADER) {
                    fill();
                }
                cluster = chunk.getInt();
                micros = chunk.getLong();
                length = chunk.getInt();
                pending = true;
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read spilled rows", e);
            }
        }

        @Override
        public byte[] bytes() {
            if (pending) {
                try {
                    load();
                } catch (IOException e) {
                    throw new UncheckedIOException("Cannot read spilled rows", e);
                }
            }
            return fields.bytes;
        }

        private void load() throws IOException {
            byte[] target = fields.atLeast(length);
            for (int done = 0; done < length; ) {
                if (!chunk.hasRemaining()) {
                    fill();
                }
                int part = Math.min(length - done, chunk.remaining());
                chunk.get(target, done, part);
                done += part;
            }
            pending = false;
        }

        /** Reads on, keeping what is left of the chunk. */
        private void fill() throws IOException {
            chunk.compact();
            int from = chunk.position();
            chunk.limit((int) Math.min(chunk.capacity(), from + run.end() - position));
            while (chunk.hasRemaining()) {
                int read = channel.read(chunk, position);
                if (read <= 0) {
                    throw new EOFException("Rows are missing");
                }
                position += read;
            }
            if (chunk.position() == from) {
                throw new EOFException("A row is cut off");
            }
            crc.update(chunk.array(), from, chunk.position() - from);
            chunk.flip();
        }

        private void checkSum() throws IOException {
            if (crc.getValue() != run.crc()) {
                throw new IOException("Checksum does not match");
            }
        }

        @Override
        public int cluster() {
            return cluster;
        }

        @Override
        public long micros() {
            return micros;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return length;
        }
    }
}
