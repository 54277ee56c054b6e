/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import io.affidavit.archive.evidence.DigestingOutputFile;
import io.affidavit.archive.evidence.FileEvidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;

/** A data file being written. */
final class OpenFile {

    // Asking Parquet for the length walks every column, so it is not asked for every row.
    private static final int ROWS_BETWEEN_LENGTH_CHECKS = 1_000;

    private final DigestingOutputFile file;
    private final DataWriter<StructLike> writer;
    private final FileEvidence evidence;
    private final String intent;
    private long rows;
    private long length;

    /** @param intent where the intent of its batch is stored */
    OpenFile(Table table, OutputFile target, StructLike partition, String intent) {
        this.intent = intent;
        Schema schema = table.schema();
        PartitionSpec spec = table.spec();
        this.file = new DigestingOutputFile(target);
        this.evidence = new FileEvidence(schema);
        try {
            this.writer = Parquet.writeData(file)
                    .forTable(table)
                    .schema(schema)
                    .withSpec(spec)
                    .withPartition(partition)
                    .createWriterFunc(type -> InternalWriter.create(schema.asStruct(), type))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open data file: " + target.location(), e);
        }
    }

    void write(StructLike row) {
        writer.write(row);
        evidence.leaf(row);
        rows++;
        if (rows % ROWS_BETWEEN_LENGTH_CHECKS == 0) {
            length = writer.length();
        }
    }

    /** Bytes so far, as of a while ago. */
    long length() {
        return length;
    }

    String location() {
        return file.location();
    }

    WrittenFile close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close data file: " + location(), e);
        }
        return new WrittenFile(writer.toDataFile(), file.digest(), evidence.root(), intent);
    }

    /** Gives the stream back; the file is worthless afterwards. */
    void abandon() throws IOException {
        writer.close();
    }
}
