/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;

/**
 * A hold compiled for a schema. What cannot be told counts as held. Safe for concurrent use.
 *
 * @param hold whose predicate is asked
 */
record HoldTest(Hold hold, FileTest files, Predicate<StructLike> rows) {

    static HoldTest of(Hold hold, Schema schema) {
        return new HoldTest(hold, new FileTest(hold.predicate(), schema), RowTest.of(hold.predicate(), schema));
    }

    /** Whether the file may have rows that the hold is about. */
    boolean mayHold(DataFile file, PartitionSpec spec) {
        return files.mayMatch(file, spec);
    }

    /** Whether the hold is about the row, or may be. */
    boolean holds(StructLike row) {
        return rows.test(row);
    }
}
