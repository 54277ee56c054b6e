/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileIOTest {

    @TempDir
    Path directory;

    @Test
    void readsBackWhatItWroteFromAnyPosition() throws IOException {
        // Given a file larger than any buffer
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);
        String location = "file:" + directory.resolve("a%20b/x=1/data.bin");
        try (LocalFileIO io = new LocalFileIO()) {
            try (PositionOutputStream out = io.newOutputFile(location).create()) {
                out.write(content[0]);
                out.write(content, 1, content.length - 1);
                assertThat(out.getPos()).isEqualTo(content.length);
            }

            // When it is read from several positions, in bytes and blocks
            try (SeekableInputStream in = io.newInputFile(location).newStream()) {
                for (int position : new int[] {0, 299_999, 16_383, 16_384, 5}) {
                    in.seek(position);
                    assertThat(in.read()).isEqualTo(content[position] & 0xff);
                    assertThat(in.getPos()).isEqualTo(position + 1);
                }
                in.seek(100);
                assertThat(in.readNBytes(200_000)).isEqualTo(java.util.Arrays.copyOfRange(content, 100, 200_100));
                in.seek(300_000);
                assertThat(in.read()).isEqualTo(-1);
            }
            assertThat(io.newInputFile(location).getLength()).isEqualTo(300_000);
            assertThat(directory.resolve("a%20b")).isDirectory();
        }
    }

    @Test
    void neitherOverwritesNorInvents() throws IOException {
        String location = directory.resolve("f").toString();
        try (LocalFileIO io = new LocalFileIO()) {
            assertThat(io.newInputFile(location).exists()).isFalse();
            assertThatThrownBy(() -> io.newInputFile(location).newStream()).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> io.deleteFile(location)).isInstanceOf(NotFoundException.class);
            try (PositionOutputStream out = io.newOutputFile(location).create()) {
                out.write("one".getBytes(StandardCharsets.UTF_8));
            }
            assertThatThrownBy(() -> io.newOutputFile(location).create()).isInstanceOf(AlreadyExistsException.class);
            try (PositionOutputStream out = io.newOutputFile(location).createOrOverwrite()) {
                out.write('2');
            }
            assertThat(directory.resolve("f")).hasContent("2");
            io.deleteFile(location);
            assertThat(io.newInputFile(location).exists()).isFalse();
        }
    }
}
