/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import io.affidavit.lake.unit.UnitException;
import io.affidavit.lake.unit.UnitRow;
import io.affidavit.lake.unit.UnitRows;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.io.InputFile;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file with the columns it has. In memory are the packed bytes of one row group, and of each column a page and
 * the dictionary unpacked. Pages that bear a checksum are held to it.
 */
final class ParquetRows implements UnitRows {

    private static final List<CompressionCodecName> CODECS = List.of(
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.GZIP,
            CompressionCodecName.ZSTD);

    private final ParquetFileReader reader;
    private final MessageType type;
    private final MessageColumnIO columns;

    private RecordReader<Group> rows;
    /** Row groups begun or passed over. */
    private int groups;
    /** Rows of the open row group that were not given yet. */
    private long left;

    private long number;

    private ParquetRows(ParquetFileReader reader) {
        this.reader = reader;
        this.type = reader.getFileMetaData().getSchema();
        this.columns = new ColumnIOFactory().getColumnIO(type);
    }

    /** @param first row groups that lie before this row are passed over */
    static ParquetRows open(InputFile file, long first, long maxRowGroupBytes) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .usePageChecksumVerification(true)
                .build();
        ParquetFileReader reader = ParquetFileReader.open(new ParquetInput(file), options);
        boolean opened = false;
        try {
            for (BlockMetaData group : reader.getRowGroups()) {
                requireReadable(group, maxRowGroupBytes);
            }
            ParquetRows rows = new ParquetRows(reader);
            rows.passOver(first);
            opened = true;
            return rows;
        } finally {
            if (!opened) {
                reader.close();
            }
        }
    }

    private static void requireReadable(BlockMetaData group, long maxRowGroupBytes) throws UnitException {
        if (group.getTotalByteSize() > maxRowGroupBytes) {
            throw UnitException.damaged(
                    "a row group has more than source.parquet.max.row.group.bytes, which memory is meant for");
        }
        for (ColumnChunkMetaData column : group.getColumns()) {
            if (!CODECS.contains(column.getCodec())) {
                throw UnitException.damaged("it is packed by " + column.getCodec() + ", not by one of " + CODECS);
            }
        }
    }

    private void passOver(long first) {
        List<BlockMetaData> blocks = reader.getRowGroups();
        while (groups < blocks.size() && number + blocks.get(groups).getRowCount() <= first) {
            number += blocks.get(groups).getRowCount();
            reader.skipNextRowGroup();
            groups++;
        }
    }

    @Override
    public UnitRow next() throws IOException {
        if (left == 0 && !openGroup()) {
            return null;
        }
        Map<String, Object> row = PlainGroup.of(rows.read());
        left--;
        return new UnitRow(number++, row, Texts.chars(row));
    }

    private boolean openGroup() throws IOException {
        passOver(number);
        PageReadStore pages = reader.readNextRowGroup();
        if (pages == null) {
            return false;
        }
        groups++;
        left = pages.getRowCount();
        rows = columns.getRecordReader(pages, new GroupRecordConverter(type));
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
