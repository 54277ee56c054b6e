/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.keys;

import io.affidavit.cli.output.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that hold keys, never over an existing one. Directories are made where they are missing. */
final class KeyFile {

    private KeyFile() {}

    /** Readable by its owner alone, from its first byte, where the file system knows owners. */
    static void createSecret(Path file, String content) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        create(
                file,
                content,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0]);
    }

    @SuppressWarnings("UnusedException") // said in full by the message
    static void create(Path file, String content, FileAttribute<?>... attributes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, attributes);
            Files.writeString(file, content, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (IOException e) {
            throw Failure.of("Cannot write " + file, e, "Give a directory with --out that you may write to.");
        }
    }

    static void refuseExisting(Path file) {
        if (Files.exists(file)) {
            throw exists(file);
        }
    }

    private static Failure exists(Path file) {
        return new Failure("Cannot write " + file + ": it exists, and a key is never overwritten. Give another --out.");
    }
}
