/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.yaml;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A kind of document, as messages call it.
 *
 * @param noun such as {@code mapping}
 * @param mostBytes largest document
 * @param fault makes the exception from its message
 */
public record YamlKind(String noun, int mostBytes, Function<String, IllegalArgumentException> fault) {

    /** Whether a configured text is the document itself, known by a line break or an opening bracket. */
    public static boolean inline(String source) {
        String trimmed = source.trim();
        return source.contains("\n") || trimmed.startsWith("{") || trimmed.startsWith("[");
    }

    /**
     * The text of a document in a file of this worker.
     *
     * @throws IllegalArgumentException as {@link #fault} makes it, if it cannot be read; the name is not repeated
     */
    public String file(String name) {
        try {
            Path path = Path.of(name);
            if (Files.isRegularFile(path) && Files.size(path) > mostBytes) {
                throw fault.apply("Cannot read " + noun + " file: it is larger than " + mostBytes / 1_000_000
                        + " MB. Name a " + noun + " file.");
            }
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            throw fault.apply("Cannot read " + noun + " file: it is no UTF-8. Save it as UTF-8.");
        } catch (IOException | InvalidPathException e) {
            throw fault.apply("Cannot read " + noun + " file: it is missing or not readable on this worker. "
                    + "Put it there on every worker, or write the " + noun + " inline.");
        }
    }

    IllegalArgumentException unreadable(String detail) {
        return fault.apply("Cannot read " + noun + ": " + detail);
    }

    IllegalArgumentException unusable(String detail) {
        return fault.apply("Cannot use " + noun + ": " + detail + ". Correct the " + noun + " there.");
    }
}
