/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import io.affidavit.archive.evidence.DigestingOutputFile;
import io.affidavit.archive.evidence.FileEvidence;
import io.affidavit.archive.evidence.row.RowDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;

/** A data file being written. */
final class OpenFile {

    // Asking Parquet for the length walks every column, so it is not asked for every row.
    private static final int BYTES_BETWEEN_MEASURES = 256 << 10;

    // Heap of an open file: so much for each column, and so much for each byte that is encoded but not yet written.
    // Measured on the event contract's columns; a test holds the estimate against the heap.
    private static final int BYTES_PER_COLUMN = 32 << 10;
    private static final double BYTES_PER_ENCODED_BYTE = 1.5;

    private final DigestingOutputFile file;
    private final PartitionSpec spec;
    private final RowDecoder decoder;
    private final DataWriter<StructLike> writer;
    private final FileEvidence evidence;
    private final String intent;
    private final long emptyBytes;
    private long encodedBytes;
    private long unmeasured;
    private long length;
    private long memoryBytes;
    private int lastRun;
    private boolean sorted = true;

    /** @param intent where the intent of its batch is stored */
    OpenFile(Table table, OutputFile target, StructLike partition, String intent) {
        this.intent = intent;
        Schema schema = table.schema();
        this.spec = table.spec();
        this.file = new DigestingOutputFile(target);
        this.decoder = new RowDecoder(schema);
        this.evidence = new FileEvidence(schema);
        this.emptyBytes = emptyBytes(schema);
        this.memoryBytes = emptyBytes;
        try {
            this.writer = Parquet.writeData(file)
                    .forTable(table)
                    .schema(schema)
                    .withSpec(spec)
                    .withPartition(partition)
                    // Rows may be of megabytes each: a hundred of them before the first look at the memory are too
                    // many.
                    .set(TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT, "1")
                    .createWriterFunc(type -> InternalWriter.create(schema.asStruct(), type))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open data file: " + target.location(), e);
        }
    }

    /** Heap that a file of this schema takes before its first row. */
    static long emptyBytes(Schema schema) {
        return (long) schema.idToName().size() * BYTES_PER_COLUMN;
    }

    /** Notes from which sorted run the next rows come: a file of several is not sorted. */
    void continueWith(int run) {
        sorted &= lastRun == 0 || lastRun == run;
        lastRun = run;
    }

    /** Writes a row by its encoded fields. */
    void write(byte[] fields, int offset, int size) {
        writer.write(decoder.decode(fields, offset, size));
        evidence.leaf(fields, offset, size);
        encodedBytes += size;
        unmeasured += size;
    }

    /** Whether {@link #length} and {@link #memoryBytes} are worth a look again. */
    boolean isDueForMeasure() {
        return unmeasured >= BYTES_BETWEEN_MEASURES;
    }

    void measure() {
        unmeasured = 0;
        length = writer.length();
        memoryBytes = emptyBytes + (long) ((length - file.written()) * BYTES_PER_ENCODED_BYTE);
    }

    /** Bytes of the file when last measured. */
    long length() {
        return length;
    }

    /** Estimated heap when last measured. */
    long memoryBytes() {
        return memoryBytes;
    }

    /** Bytes of the rows before they became Parquet. */
    long encodedBytes() {
        return encodedBytes;
    }

    String location() {
        return file.location();
    }

    /** @param order what the file is marked with if it is sorted; null for nothing */
    WrittenFile close(SortOrder order) {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close data file: " + location(), e);
        }
        DataFile written = writer.toDataFile();
        if (sorted && order != null) {
            written = DataFiles.builder(spec).copy(written).withSortOrder(order).build();
        }
        return new WrittenFile(written, file.digest(), evidence.root(), intent);
    }

    /** Gives the stream back; the file is worthless afterwards. */
    void abandon() throws IOException {
        writer.close();
    }
}
