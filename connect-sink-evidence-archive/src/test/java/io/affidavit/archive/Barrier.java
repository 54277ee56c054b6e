/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file in the place of a directory: nothing below it can be read or written until it is closed. */
final class Barrier implements AutoCloseable {

    private final Path folder;
    private final Path aside;

    private Barrier(Path folder) {
        this.folder = folder;
        this.aside = folder.resolveSibling(folder.getFileName() + "-aside");
    }

    static Barrier at(Path folder) {
        Barrier barrier = new Barrier(folder);
        try {
            Files.move(folder, barrier.aside);
            Files.createFile(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return barrier;
    }

    /** Lets no commit to the table through. */
    static Barrier beforeCommits(Path directory, String table) {
        return at(
                directory.resolve("warehouse").resolve(table.replace('.', '/')).resolve("metadata"));
    }

    @Override
    public void close() {
        try {
            Files.delete(folder);
            Files.move(aside, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
