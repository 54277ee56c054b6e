/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.iceberg;

import io.affidavit.lake.format.PlainRecord;
import io.affidavit.lake.format.Texts;
import io.affidavit.lake.unit.UnitRow;
import io.affidavit.lake.unit.UnitRows;
import java.io.IOException;
import java.util.Map;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.avro.Avro;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.IdentityPartitionConverters;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.avro.PlannedDataReader;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.CloseableIterator;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.util.PartitionUtil;

/** The rows of a data file that its snapshot has not deleted, numbered by their place in the file. */
final class FileRows implements UnitRows {

    private static final String POSITION = MetadataColumns.ROW_POSITION.name();

    private final CloseableIterable<Record> records;
    private final CloseableIterator<Record> each;

    private FileRows(CloseableIterable<Record> records) {
        this.records = records;
        this.each = records.iterator();
    }

    /** @param first rows before this number may be left out */
    static FileRows open(FileIO io, PlannedFile file, long first) {
        FileScanTask task = file.task();
        Schema wanted = TypeUtil.join(file.schema(), new Schema(MetadataColumns.ROW_POSITION));
        GenericDeleteFilter deletes = new GenericDeleteFilter(io, task, file.schema(), wanted);
        CloseableIterable<Record> rows = read(io.newInputFile(task.file()), task, deletes.requiredSchema());
        return new FileRows(deletes.filter(rows));
    }

    private static CloseableIterable<Record> read(InputFile input, FileScanTask task, Schema schema) {
        Map<Integer, ?> constants = PartitionUtil.constantsMap(task, IdentityPartitionConverters::convertConstant);
        FileFormat format = task.file().format();
        if (format == FileFormat.PARQUET) {
            return Parquet.read(input)
                    .project(schema)
                    .createReaderFunc(found -> GenericParquetReaders.buildReader(schema, found, constants))
                    .build();
        }
        if (format == FileFormat.AVRO) {
            return Avro.read(input)
                    .project(schema)
                    .createResolvingReader(found -> PlannedDataReader.create(found, constants))
                    .build();
        }
        throw new UnsupportedOperationException("format " + format);
    }

    @Override
    public UnitRow next() {
        if (!each.hasNext()) {
            return null;
        }
        Record row = each.next();
        long number = (Long) row.getField(POSITION);
        Map<String, Object> plain = PlainRecord.of(row);
        plain.remove(POSITION);
        return new UnitRow(number, plain, Texts.chars(plain));
    }

    @Override
    public void close() throws IOException {
        each.close();
        records.close();
    }
}
