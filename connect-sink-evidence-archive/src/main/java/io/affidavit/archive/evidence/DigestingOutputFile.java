/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence;

import io.affidavit.archive.evidence.hash.Sha256;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * An output file that hashes the bytes on their way to the store, so that what was meant to be stored is known without
 * reading it back. Write it once, close the stream, then ask for the {@link #digest}.
 */
public final class DigestingOutputFile implements OutputFile {

    private final OutputFile file;
    private DigestingStream stream;

    /** Wraps {@code file}; hand this to the writer instead. */
    public DigestingOutputFile(OutputFile file) {
        this.file = file;
    }

    @Override
    public PositionOutputStream create() {
        return digesting(file.create());
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
        return digesting(file.createOrOverwrite());
    }

    private PositionOutputStream digesting(PositionOutputStream target) {
        stream = new DigestingStream(target);
        return stream;
    }

    @Override
    public String location() {
        return file.location();
    }

    @Override
    public InputFile toInputFile() {
        return file.toInputFile();
    }

    /** Returns the number of bytes written so far. */
    public long written() {
        return stream == null ? 0 : stream.length;
    }

    /**
     * Returns the digest and length of the bytes written.
     *
     * @throws IllegalStateException before the stream was opened and closed
     */
    public FileDigest digest() {
        if (stream == null || stream.digest == null) {
            throw new IllegalStateException("Cannot tell digest of " + location() + ": it is not closed yet.");
        }
        return stream.digest;
    }

    private static final class DigestingStream extends PositionOutputStream {

        private final PositionOutputStream target;
        private final MessageDigest sha256 = Sha256.newDigest();
        private long length;
        private FileDigest digest;

        DigestingStream(PositionOutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            target.write(value);
            sha256.update((byte) value);
            length++;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            target.write(bytes, offset, count);
            sha256.update(bytes, offset, count);
            length += count;
        }

        @Override
        public long getPos() throws IOException {
            return target.getPos();
        }

        @Override
        public long storedLength() throws IOException {
            return target.storedLength();
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }

        @Override
        public void close() throws IOException {
            target.close();
            if (digest == null) {
                digest = new FileDigest(HexFormat.of().formatHex(sha256.digest()), length);
            }
        }
    }
}
