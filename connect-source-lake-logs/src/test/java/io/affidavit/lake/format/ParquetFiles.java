/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import io.affidavit.lake.unit.UnitRow;
import io.affidavit.lake.unit.UnitRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Files;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes Parquet files by Parquet's own writer, without Iceberg, as other programs do. */
public final class ParquetFiles {

    /** Fills a row. */
    @FunctionalInterface
    public interface Filler {
        void fill(Group row, int number);
    }

    private ParquetFiles() {}

    /** @param fields of a message in Parquet's schema language */
    public static Path write(
            Path file, String fields, CompressionCodecName codec, long rowGroupBytes, int rows, Filler filler)
            throws IOException {
        MessageType type = MessageTypeParser.parseMessageType("message log {" + fields + "}");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withType(type)
                .withCompressionCodec(codec)
                .withRowGroupSize(rowGroupBytes)
                .withPageSize(4096)
                .build()) {
            for (int number = 0; number < rows; number++) {
                Group row = new SimpleGroup(type);
                filler.fill(row, number);
                writer.write(row);
            }
        }
        return file;
    }

    /** One row, not packed. */
    static Path one(Path file, String fields, Filler filler) throws IOException {
        return write(file, fields, CompressionCodecName.UNCOMPRESSED, 1 << 20, 1, filler);
    }

    static List<UnitRow> rows(Path file, long first, long maxRowGroupBytes) throws IOException {
        List<UnitRow> rows = new ArrayList<>();
        try (UnitRows open = ParquetRows.open(Files.localInput(file.toFile()), first, maxRowGroupBytes)) {
            for (UnitRow row = open.next(); row != null; row = open.next()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
