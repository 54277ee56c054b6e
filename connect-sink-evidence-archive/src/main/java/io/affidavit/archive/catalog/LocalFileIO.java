/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Iceberg's file access for a warehouse on a local path, without Hadoop's file system classes.
 *
 * <p>Locations are absolute paths, with or without a leading {@code file:}. Nothing in them is decoded. A file is on
 * the disk, not only in the page cache, once its stream is closed: the archive acknowledges offsets on that promise.
 */
public final class LocalFileIO implements FileIO {

    private static final long serialVersionUID = 1L;

    /** Iceberg creates it by name. */
    public LocalFileIO() {}

    @Override
    public InputFile newInputFile(String location) {
        return new LocalInputFile(location, path(location));
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new LocalOutputFile(location, path(location));
    }

    @Override
    public void deleteFile(String location) {
        try {
            Files.delete(path(location));
        } catch (NoSuchFileException e) {
            throw new NotFoundException("Cannot delete file: %s does not exist", location);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete file: " + location, e);
        }
    }

    static Path path(String location) {
        return Path.of(location.startsWith("file:") ? location.substring("file:".length()) : location);
    }
}
