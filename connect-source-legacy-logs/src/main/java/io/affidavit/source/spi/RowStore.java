/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import java.util.OptionalLong;

/**
 * A table whose rows can be read in the order of (position, key). Used by one thread at a time, except {@link #cancel};
 * after a retriable failure the next call connects again.
 */
public interface RowStore extends AutoCloseable {

    /** The database's own number of the table, which a replacement changes. */
    long tableId();

    /** The id of the pinned column list that row hashes cover. */
    String hashColumns();

    /** How this table's positions are written. */
    PositionText positions();

    /** Whether positions are microseconds since the epoch, else numbers. */
    boolean isTimed();

    /** Whether a text has the form of this table's keys. */
    boolean isKey(String key);

    /** The exclusive position below which no row can appear any more. Must be called before the rows are read. */
    long safeBound() throws StoreException;

    /** The least position of any row with {@code from <= position < before}. */
    OptionalLong firstPosition(long from, long before) throws StoreException;

    /** Reads one page in a transaction of its own. */
    RowPage read(PageRequest request) throws StoreException;

    /** Makes a call that runs on another thread return soon; calls after it fail. */
    void cancel();

    @Override
    void close();
}
