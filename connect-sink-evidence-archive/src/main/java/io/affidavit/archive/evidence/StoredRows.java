/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence;

import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.parquet.Parquet;

/** Rows as they are stored, in file order: partition columns are read from the file too, not from the table's metadata. */
public final class StoredRows {

    private StoredRows() {}

    /** Each row is valid until the next one is read. */
    public static CloseableIterable<StructLike> of(FileIO io, String location, Schema schema) {
        return of(io.newInputFile(location), schema);
    }

    /** Each row is valid until the next one is read. */
    public static CloseableIterable<StructLike> of(InputFile file, Schema schema) {
        return Parquet.read(file)
                .project(schema)
                .createReaderFunc(type -> InternalReader.create(schema, type))
                .reuseContainers()
                .build();
    }
}
