/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.iceberg;

import io.affidavit.lake.unit.Unit;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;

/**
 * A data file to read, as a unit.
 *
 * @param schema of the snapshot it is read at
 */
record PlannedFile(Unit unit, FileScanTask task, Schema schema) {

    /** @param cursor sequence number of the snapshot that appended it */
    static PlannedFile of(FileScanTask task, long cursor, Schema schema) {
        return new PlannedFile(
                new Unit(cursor, task.file().location(), "", task.file().fileSizeInBytes()), task, schema);
    }
}
