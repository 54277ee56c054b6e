/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.lake.format.ParquetFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object far larger than the heap, in a process with a small one. */
class LargeObjectIT {

    private static final int ROWS = 210_000;
    private static final String TEXT = "x".repeat(980);

    @TempDir
    private Path parent;

    @Test
    void isReadInASmallHeap() throws Exception {
        // Given 200 MB of lines in one file
        Path root = Files.createDirectories(parent.resolve("logs/2026/01/02/03"));
        Path file = root.resolve("a.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int i = 0; i < ROWS; i++) {
                out.write(line(i));
            }
        }

        // When, then
        requireReadInASmallHeap(ROWS);
    }

    @Test
    void isReadInASmallHeapByRowGroups() throws Exception {
        // Given 100 MB of texts that cannot be packed, in row groups of 8 MB of one file
        Files.createDirectories(parent.resolve("logs/2026/01/02/03"));
        Random random = new Random(3);
        byte[] text = new byte[1000];
        ParquetFiles.write(
                parent.resolve("logs/2026/01/02/03/a.parquet"),
                "required int64 n; required binary text;",
                CompressionCodecName.SNAPPY,
                8 << 20,
                ROWS / 2,
                (row, number) -> {
                    random.nextBytes(text);
                    row.append("n", (long) number).append("text", Binary.fromConstantByteArray(text.clone()));
                });

        // When, then
        requireReadInASmallHeap(ROWS / 2);
    }

    private void requireReadInASmallHeap(int rows) throws Exception {
        // When it is read, and read over to its end after a restart, with 64 MB
        Path output = parent.resolve("output");
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeObjectReader.class.getName(),
                        parent.resolve("logs").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = reader.waitFor(5, TimeUnit.MINUTES);
        if (!ended) {
            reader.destroyForcibly();
        }

        // Then
        List<String> lines = Files.readAllLines(output);
        assertThat(ended).isTrue();
        assertThat(reader.exitValue()).as(String.join("\n", lines)).isZero();
        assertThat(lines).contains("rows " + rows, "resumed 1");
    }

    private static byte[] line(int number) throws IOException {
        return ("{\"n\":" + number + ",\"text\":\"" + TEXT + "\"}\n").getBytes(StandardCharsets.UTF_8);
    }
}
