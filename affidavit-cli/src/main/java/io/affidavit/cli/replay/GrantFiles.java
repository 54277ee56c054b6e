/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.replay;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.key.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** Reads and writes requests and grants. */
final class GrantFiles {

    private GrantFiles() {}

    @SuppressWarnings("UnusedException") // said in full by the message
    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure("Cannot read " + file + ": there is no readable file of that name.");
        }
    }

    @SuppressWarnings("UnusedException") // said in full by the message
    static void write(Path file, String json) {
        try {
            Files.writeString(
                    file, json, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new Failure("Cannot write " + file + ": it exists. Give another --out.");
        } catch (IOException e) {
            throw Failure.of("Cannot write " + file, e, "Give a file with --out that you may write.");
        }
    }

    static SigningKey key(Path file) {
        return guarded(() -> SigningKey.read(file));
    }

    /** Says what is wrong with a key or grant in its own words, which are safe to print. */
    static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }
}
