/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.Holds;
import io.affidavit.archive.convert.Conversion;
import io.affidavit.archive.convert.Row;
import io.affidavit.archive.hold.OpenHolds;
import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.archive.table.ArchivePartition;
import io.affidavit.archive.table.Custody;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;

/**
 * Puts rows into custody that a hold in force is about. All rows of a batch are judged by the holds of one epoch, and the batch
 * is committed in that epoch or not at all. Not thread-safe.
 */
final class HoldWatch {

    private final Table table;
    private OpenHolds holds;
    private Schema schema;
    private int custody;

    HoldWatch(Table table) {
        this.table = table;
    }

    /** Begins a batch: takes the holds that the table has, as far as it is known. */
    void begin() {
        if (holds == null || holds.epoch() != Holds.epoch(table)) {
            holds = OpenHolds.of(table);
            useSchema();
        }
    }

    /** The epoch that the current batch is judged in. */
    long epoch() {
        return holds == null ? 0 : holds.epoch();
    }

    /** The row where it belongs. */
    Conversion.Archivable place(Conversion.Archivable archivable) {
        if (holds.isEmpty() || archivable.partition().custody() == Custody.HOLD) {
            return archivable;
        }
        if (table.schema().schemaId() != schema.schemaId()) {
            useSchema();
        }
        if (!holds.matches(archivable.row())) {
            return archivable;
        }
        Row row = archivable.row();
        row.set(custody, Custody.HOLD.column());
        ArchivePartition partition = archivable.partition();
        return new Conversion.Archivable(
                row, new ArchivePartition(partition.retentionClass(), Custody.HOLD, partition.day()));
    }

    private void useSchema() {
        schema = table.schema();
        holds = holds.in(schema);
        custody = schema.columns().indexOf(schema.findField(ArchiveColumns.CUSTODY));
    }
}
