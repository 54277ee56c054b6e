/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.avro.Avro;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;

/** Data files and delete files as engines write them. */
final class IcebergFiles {

    private IcebergFiles() {}

    static DataFile data(Table table, FileFormat format, List<Record> rows) throws IOException {
        OutputFile out = output(table, format);
        DataWriter<Record> writer = format == FileFormat.AVRO
                ? Avro.writeData(out)
                        .forTable(table)
                        .createWriterFunc(org.apache.iceberg.data.avro.DataWriter::create)
                        .withSpec(PartitionSpec.unpartitioned())
                        .build()
                : Parquet.writeData(out)
                        .forTable(table)
                        .createWriterFunc(GenericParquetWriter::create)
                        .withSpec(PartitionSpec.unpartitioned())
                        .build();
        try (writer) {
            rows.forEach(writer::write);
        }
        return writer.toDataFile();
    }

    /** Deletes a row by its place. */
    static DeleteFile byPosition(Table table, DataFile file, long position) throws IOException {
        PositionDeleteWriter<Record> writer = Parquet.writeDeletes(output(table, FileFormat.PARQUET))
                .createWriterFunc(GenericParquetWriter::create)
                .withSpec(PartitionSpec.unpartitioned())
                .buildPositionWriter();
        try (writer) {
            writer.write(PositionDelete.<Record>create().set(file.location(), position));
        }
        return writer.toDeleteFile();
    }

    /** Deletes the rows of a number. */
    static DeleteFile byNumber(Table table, int number) throws IOException {
        Schema key = table.schema().select("number");
        Record row = GenericRecord.create(key);
        row.setField("number", number);
        EqualityDeleteWriter<Record> writer = Parquet.writeDeletes(output(table, FileFormat.PARQUET))
                .createWriterFunc(GenericParquetWriter::create)
                .rowSchema(key)
                .withSpec(PartitionSpec.unpartitioned())
                .equalityFieldIds(key.findField("number").fieldId())
                .buildEqualityWriter();
        try (writer) {
            writer.write(row);
        }
        return writer.toDeleteFile();
    }

    /** Deletes a row by its place, as tables of version 3 do. */
    static DeleteFile byVector(Table table, DataFile file, long position) throws IOException {
        OutputFileFactory files = OutputFileFactory.builderFor(table, 1, 1)
                .format(FileFormat.PUFFIN)
                .operationId(UUID.randomUUID().toString())
                .build();
        BaseDVFileWriter writer = new BaseDVFileWriter(files, path -> null);
        try (writer) {
            writer.delete(file.location(), position, PartitionSpec.unpartitioned(), null);
        }
        return writer.result().deleteFiles().get(0);
    }

    private static OutputFile output(Table table, FileFormat format) {
        return table.io()
                .newOutputFile(table.locationProvider()
                        .newDataLocation(UUID.randomUUID() + "." + format.name().toLowerCase(Locale.ROOT)));
    }
}
