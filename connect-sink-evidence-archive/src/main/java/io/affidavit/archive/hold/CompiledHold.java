/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import java.util.function.BiPredicate;
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
record CompiledHold(Hold hold, BiPredicate<DataFile, PartitionSpec> files, Predicate<StructLike> rows) {

    static CompiledHold of(Hold hold, Schema schema) {
        return new CompiledHold(
                hold, hold.predicate().ofFiles(schema), hold.predicate().ofRows(schema));
    }

    /** Whether the file may have rows that the hold is about. */
    boolean mayHold(DataFile file, PartitionSpec spec) {
        return files.test(file, spec);
    }

    /** Whether the hold is about the row, or may be. */
    boolean holds(StructLike row) {
        return rows.test(row);
    }
}
