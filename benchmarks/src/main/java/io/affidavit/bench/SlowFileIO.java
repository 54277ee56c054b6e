/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.catalog.LocalFileIO;
import java.io.IOException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/** A local warehouse that answers as slowly as an object store in the same region: 30 ms to write, 15 ms to read or ask. */
public final class SlowFileIO implements FileIO {

    private static final long serialVersionUID = 1L;
    private static final long PUT_MILLIS = 30;
    private static final long GET_MILLIS = 15;

    private final LocalFileIO local = new LocalFileIO();

    /** Iceberg creates it by name. */
    public SlowFileIO() {}

    @Override
    public InputFile newInputFile(String path) {
        return new Input(local.newInputFile(path));
    }

    @Override
    public OutputFile newOutputFile(String path) {
        return new Output(local.newOutputFile(path));
    }

    @Override
    public void deleteFile(String path) {
        sleep(GET_MILLIS);
        local.deleteFile(path);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Input(InputFile file) implements InputFile {

        @Override
        public long getLength() {
            sleep(GET_MILLIS);
            return file.getLength();
        }

        @Override
        public SeekableInputStream newStream() {
            sleep(GET_MILLIS);
            return file.newStream();
        }

        @Override
        public String location() {
            return file.location();
        }

        @Override
        public boolean exists() {
            sleep(GET_MILLIS);
            return file.exists();
        }
    }

    private record Output(OutputFile file) implements OutputFile {

        @Override
        public PositionOutputStream create() {
            return new Stream(file.create());
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            return new Stream(file.createOrOverwrite());
        }

        @Override
        public String location() {
            return file.location();
        }

        @Override
        public InputFile toInputFile() {
            return new Input(file.toInputFile());
        }
    }

    /** An object appears when its stream is closed, and that is when the request is made. */
    private static final class Stream extends PositionOutputStream {

        private final PositionOutputStream out;
        private boolean closed;

        Stream(PositionOutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() throws IOException {
            return out.getPos();
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                sleep(PUT_MILLIS);
                out.close();
            }
        }
    }
}
