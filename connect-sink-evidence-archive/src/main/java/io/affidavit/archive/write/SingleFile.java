/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import io.affidavit.archive.intent.Intents;
import java.io.IOException;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One data file, declared before it is opened, and written row by row. Not thread-safe. */
public final class SingleFile {

    private static final Logger LOG = LoggerFactory.getLogger(SingleFile.class);

    private final Table table;
    private final BatchFiles batch;
    private final OpenFile file;

    /**
     * Opens a file with the table's schema.
     *
     * @param partition of all its rows
     */
    public SingleFile(Table table, StructLike partition, Intents intents) {
        this.table = table;
        this.batch = new BatchFiles(table, 0, intents);
        this.file = new OpenFile(table, batch.next(table.spec(), partition), partition, batch.intent());
    }

    /** Writes a row by its encoded fields, see {@link io.affidavit.archive.evidence.row.CanonicalRow#encodeFields}. */
    public void write(byte[] fields, int offset, int length) {
        file.write(fields, offset, length);
    }

    /** Closes the file; it is the caller's now. */
    public WrittenFile close() {
        return file.close(null);
    }

    /** Removes the file and what was declared of it. Never throws. */
    public void abort() {
        try {
            file.abandon();
        } catch (IOException | RuntimeException e) {
            LOG.debug(
                    "Cannot close abandoned file {}: {}",
                    file.location(),
                    e.getClass().getName());
        }
        if (OpenFiles.delete(table, file.location())) {
            batch.withdraw();
        }
    }

    /**
     * Removes a file that {@link #close} gave and that no commit is going to refer to. Never throws.
     *
     * @param intent where it is declared
     */
    public static void discard(Table table, String location, String intent) {
        if (OpenFiles.delete(table, location)) {
            Intents.withdraw(table.io(), intent);
        }
    }
}
