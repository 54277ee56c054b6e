/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.lake.unit.UnitException;
import io.affidavit.lake.unit.UnitRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of several row groups, read from anywhere; damaged ones, and ones too large. */
class ParquetRowsTest {

    private static final int ROWS = 5000;
    private static final long BOUND = 1 << 20;
    /** More than the footer of the small files here. */
    private static final int FOOTER = 1000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
    void readsRowGroupsOfEveryPackingFromAnyRowOn(CompressionCodecName codec) throws IOException {
        // Given a file of several row groups, each of several pages
        Path file = log(codec, ROWS);
        assertThat(blocks(file)).hasSizeGreaterThan(3);
        List<UnitRow> all = rows(file);
        assertThat(all).hasSize(ROWS);
        assertThat(all.get(ROWS - 1).value()).isEqualTo(Map.of("id", (long) ROWS - 1, "text", text(ROWS - 1)));
        for (int first = 0; first <= ROWS; first += 499) {
            // When it is read from a row on
            List<UnitRow> rest = ParquetFiles.rows(file, first, BOUND);
            // Then that row is there with its number, and whole row groups before it may be missing
            assertThat(rest).endsWith(all.subList(first, ROWS).toArray(UnitRow[]::new));
        }
        assertThat(ParquetFiles.rows(file, ROWS - 1, BOUND)).hasSizeLessThan(ROWS / 2);
    }

    @Test
    void readsAFileWithoutRows() throws IOException {
        assertThat(rows(log(CompressionCodecName.ZSTD, 0))).isEmpty();
    }

    @Test
    void refusesRowGroupsLargerThanTheirBound() throws IOException {
        // Given
        Path file = log(CompressionCodecName.ZSTD, ROWS);
        long largest = blocks(file).stream()
                .mapToLong(BlockMetaData::getTotalByteSize)
                .max()
                .orElseThrow();
        // When, then
        assertThat(ParquetFiles.rows(file, 0, largest)).hasSize(ROWS);
        assertThatThrownBy(() -> ParquetFiles.rows(file, 0, largest - 1))
                .isInstanceOf(UnitException.class)
                .hasMessageContaining("source.parquet.max.row.group.bytes");
    }

    @Test
    void namesAPackingThatItCannotUndo() throws IOException {
        // Given a file packed by a codec that needs a library of its own
        Path file = log(CompressionCodecName.LZ4_RAW, 10);
        // When, then
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(UnitException.class)
                .hasMessageContainingAll("LZ4_RAW", "SNAPPY", "GZIP", "ZSTD");
    }

    @Test
    void findsFilesDamagedThatWereCutOff() throws IOException {
        // Given a file, and what is left of it when it is cut off anywhere
        byte[] whole = java.nio.file.Files.readAllBytes(log(CompressionCodecName.SNAPPY, 200));
        Path cut = directory.resolve("cut.parquet");
        for (int length = 0; length < whole.length; length += 1 + whole.length / 300) {
            java.nio.file.Files.write(cut, Arrays.copyOf(whole, length));
            // When, then
            assertThatThrownBy(() -> rows(cut))
                    .as("cut to %s of %s bytes", length, whole.length)
                    .isInstanceOfAny(IOException.class, RuntimeException.class);
        }
    }

    @Test
    void findsAnyByteOfThePagesDamaged() throws IOException {
        // Given a file of which one byte is another
        Path file = log(CompressionCodecName.UNCOMPRESSED, 200);
        byte[] whole = java.nio.file.Files.readAllBytes(file);
        List<UnitRow> good = rows(file);
        Path bad = directory.resolve("bad.parquet");
        Random random = new Random(7);
        int found = 0;
        for (int i = 0; i < 200; i++) {
            byte[] changed = whole.clone();
            changed[4 + random.nextInt(whole.length - 4 - FOOTER)] ^= (byte) (1 << random.nextInt(8));
            java.nio.file.Files.write(bad, changed);
            // When, then: no other row is ever given for it
            try {
                assertThat(rows(bad)).isEqualTo(good);
            } catch (IOException | RuntimeException e) {
                found++;
            }
        }
        assertThat(found).isGreaterThan(150);
    }

    private Path log(CompressionCodecName codec, int rows) throws IOException {
        return ParquetFiles.write(
                directory.resolve("log.parquet"),
                "required int64 id; optional binary text (STRING);",
                codec,
                64 << 10,
                rows,
                (row, number) -> row.append("id", (long) number).append("text", text(number)));
    }

    private static String text(int number) {
        Random random = new Random(number);
        return random.ints(80, ' ', 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static List<BlockMetaData> blocks(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            return reader.getRowGroups();
        }
    }

    private static List<UnitRow> rows(Path file) throws IOException {
        return ParquetFiles.rows(file, 0, BOUND);
    }
}
