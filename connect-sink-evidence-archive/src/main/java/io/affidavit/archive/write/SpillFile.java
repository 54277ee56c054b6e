/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sorted runs of rows on the local disk. The file loses its name as soon as it is open, so only this process can read it,
 * and the system frees it however the process ends.
 */
final class SpillFile implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(SpillFile.class);

    private static final FileAttribute<?>[] OWNER_ONLY =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];

    private final Path directory;
    private final List<SpillRun> runs = new ArrayList<>();
    private FileChannel channel;
    private long bytes;

    SpillFile(Path directory) {
        this.directory = directory;
    }

    /**
     * Appends a run.
     *
     * @return its bytes
     * @throws UncheckedIOException when the disk does not take it; the file must be closed then
     */
    long append(RowCursor rows) {
        try {
            if (channel == null) {
                channel = open();
            }
            SpillRun run = SpillRun.write(channel, bytes, rows);
            runs.add(run);
            bytes = run.end();
            return run.end() - run.begin();
        } catch (IOException e) {
            // The operating system's word only, such as "No space left on device".
            LOG.warn(
                    "Cannot spill rows to {}: {}. Free space there or set another directory",
                    directory,
                    e.getMessage());
            throw new UncheckedIOException("Cannot spill rows to " + directory, e);
        }
    }

    /** The runs, oldest first, to be read together. */
    List<RowCursor> cursors() {
        SpillRun.Scratch fields = new SpillRun.Scratch();
        return runs.stream().map(run -> run.cursor(channel, fields)).toList();
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    /** Forgets the runs and frees the disk. Never throws. */
    @Override
    public void close() {
        runs.clear();
        bytes = 0;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("Cannot close spill file: {}", e.getClass().getName());
            }
            channel = null;
        }
    }

    private FileChannel open() throws IOException {
        Files.createDirectories(directory);
        return FileChannel.open(
                directory.resolve("affidavit-spill-" + UUID.randomUUID()),
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE),
                OWNER_ONLY);
    }
}
