/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Writes files of JSON lines as tests need them. */
final class LogFiles {

    static final String HOURS = "{yyyy}/{MM}/{dd}/{HH}/";

    private LogFiles() {}

    /** Lines with the ids {@code name-0} to {@code name-(count-1)}. */
    static String lines(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"" + name + "-" + i + "\",\"text\":\"canary " + i + "\"}\n")
                .collect(Collectors.joining());
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Packs by the ending of the name. */
    static Path put(Path root, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (name.endsWith(".gz")) {
            bytes = gzip(text);
        } else if (name.endsWith(".zst")) {
            bytes = Zstd.compress(bytes);
        }
        return put(root, name, bytes);
    }

    static Path put(Path root, String name, byte[] bytes) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(root.getParent(), "draft", ".tmp");
        Files.write(draft, bytes);
        Files.setLastModifiedTime(draft, FileTime.from(Instant.parse("2026-01-05T00:00:00Z")));
        return Files.move(draft, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
