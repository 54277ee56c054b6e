/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.contract;

import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.StoreException;
import java.time.Duration;
import java.util.List;

/** One real table, index or bucket, empty at first, with a cursor, a key and the columns {@code body} and {@code note}. */
public interface ContractStore extends AutoCloseable {

    /** The cursor of a step: a later step has a greater one, and all lie in the past. */
    default long cursor(int step) {
        return 1_767_225_600_000_000L + step * 1_000_000L;
    }

    /** Adds rows; readers see all of them on return. */
    void add(List<ContractRow> rows) throws Exception;

    /** Whether a row can get other texts under its key. */
    default boolean hasRevisions() {
        return true;
    }

    /** Whether it tells how many rows are left. */
    default boolean counts() {
        return true;
    }

    /** Gives the row of this number its new texts; readers see them on return. */
    void change(ContractRow row) throws Exception;

    /**
     * Writes a row whose cursor is the store's present when the call begins, and which readers may see only so long
     * after. Called by several threads.
     */
    void writeLate(int number, Duration open) throws Exception;

    /** Puts another table of the same name, with the same rows, in the place of this one. */
    void replace() throws Exception;

    /** Opens the table as a task does, with a row hash over the columns. */
    LogSource open(List<String> hashed) throws StoreException;

    @Override
    void close() throws Exception;
}
