/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares generated text with a checked-in file, byte for byte. Run with {@code -Dgolden.update=true} to rewrite the
 * files after an intended change, and review the difference.
 */
public final class Golden {

    private Golden() {}

    /** Asserts that {@code text} equals the file; {@code file} is relative to the module's folder. */
    public static void assertMatches(Path file, String text) {
        assertMatches(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Asserts that {@code bytes} equal the file; {@code file} is relative to the module's folder. */
    public static void assertMatches(Path file, byte[] bytes) {
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.write(file, bytes);
            }
            assertThat(file)
                    .as("golden file; create it with -Dgolden.update=true")
                    .exists();
            assertThat(new String(bytes, StandardCharsets.UTF_8))
                    .as("%s is stale; if the change is intended, rewrite it with -Dgolden.update=true", file)
                    .isEqualTo(Files.readString(file));
            assertThat(bytes).isEqualTo(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
