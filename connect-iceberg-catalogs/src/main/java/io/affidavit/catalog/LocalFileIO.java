/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Iceberg's file access for a warehouse on a local path, without Hadoop's file system classes.
 *
 * <p>Locations are absolute paths, with or without a leading {@code file:}. Nothing in them is decoded. A file is on
 * the disk, not only in the page cache, once its stream is closed: the archive acknowledges offsets on that promise.
 */
public final class LocalFileIO implements SupportsPrefixOperations {

    private static final long serialVersionUID = 1L;
    private static final String SCHEME = "file:";

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

    /** Files in a directory and below it; none if there is no such directory. Files that vanish meanwhile are left out. */
    @Override
    public Iterable<FileInfo> listPrefix(String prefix) {
        String scheme = prefix.startsWith(SCHEME) ? SCHEME : "";
        List<FileInfo> files = new ArrayList<>();
        walk(
                prefix,
                (file, attributes) -> files.add(new FileInfo(
                        scheme + file,
                        attributes.size(),
                        attributes.lastModifiedTime().toMillis())));
        return files;
    }

    /** Deletes the files of a directory and below it. */
    @Override
    public void deletePrefix(String prefix) {
        walk(prefix, (file, attributes) -> deleteFile(file.toString()));
    }

    private static void walk(String directory, BiConsumer<Path, BasicFileAttributes> visitor) {
        try {
            Files.walkFileTree(path(directory), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    visitor.accept(file, attributes);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list files below: " + directory, e);
        }
    }

    static Path path(String location) {
        return Path.of(location.startsWith(SCHEME) ? location.substring(SCHEME.length()) : location);
    }
}
