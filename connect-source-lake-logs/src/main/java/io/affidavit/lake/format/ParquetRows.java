/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import io.affidavit.lake.unit.UnitException;
import io.affidavit.lake.unit.UnitRow;
import io.affidavit.lake.unit.UnitRows;
import java.io.IOException;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.CloseableIterator;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;

/** A Parquet file with the columns it has. Holds one row group in memory. */
final class ParquetRows implements UnitRows {

    private final CloseableIterable<Record> records;
    private final CloseableIterator<Record> each;
    private long number;

    private ParquetRows(CloseableIterable<Record> records) {
        this.records = records;
        this.each = records.iterator();
    }

    static ParquetRows open(InputFile file, long maxRowGroupBytes) throws IOException {
        MessageType type;
        try (ParquetFileReader reader = ParquetFileReader.open(new ParquetInput(file))) {
            for (BlockMetaData group : reader.getFooter().getBlocks()) {
                if (group.getTotalByteSize() > maxRowGroupBytes) {
                    throw UnitException.damaged(
                            "a row group has more than source.parquet.max.row.group.bytes, which memory is meant for");
                }
            }
            type = reader.getFooter().getFileMetaData().getSchema();
        }
        Schema schema = ParquetSchemaUtil.convert(type);
        return new ParquetRows(Parquet.read(file)
                .project(schema)
                .withNameMapping(MappingUtil.create(schema))
                .createReaderFunc(found -> GenericParquetReaders.buildReader(schema, found))
                .build());
    }

    @Override
    public UnitRow next() {
        if (!each.hasNext()) {
            return null;
        }
        Map<String, Object> row = PlainRecord.of(each.next());
        return new UnitRow(number++, row, Texts.chars(row));
    }

    @Override
    public void close() throws IOException {
        each.close();
        records.close();
    }
}
