/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import io.affidavit.archive.intent.Declared;
import io.affidavit.archive.intent.Intents;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.OutputFileFactory;

/** Where the files of a batch go. The batch is declared before its first file, and named by all of them. */
final class BatchFiles {

    private final Table table;
    private final int task;
    private final Intents intents;
    private Declared batch;
    private OutputFileFactory factory;

    BatchFiles(Table table, int task, Intents intents) {
        this.table = table;
        this.task = task;
        this.intents = intents;
    }

    /** A place for the next file. */
    OutputFile next(PartitionSpec spec, StructLike partition) {
        if (batch == null) {
            batch = intents.declare();
            factory = OutputFileFactory.builderFor(table, 0, task)
                    .format(FileFormat.PARQUET)
                    .operationId(batch.operation())
                    .build();
        }
        return factory.newOutputFile(spec, partition).encryptingOutputFile();
    }

    /** Where the intent of the files is stored, once there are any. */
    String intent() {
        return batch.location();
    }

    /** The next file belongs to another batch. */
    void end() {
        batch = null;
    }

    /** Ends the batch, of which no file is left. Never throws. */
    void withdraw() {
        if (batch != null) {
            Intents.withdraw(table.io(), batch.location());
            end();
        }
    }
}
