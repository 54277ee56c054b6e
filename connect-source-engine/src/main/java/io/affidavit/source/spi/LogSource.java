/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import java.util.OptionalLong;

/**
 * Logs at rest whose rows can be read in the order of (cursor, key): a table, an index, a bucket. Used by one thread at a time, except {@link #cancel};
 * after a retriable failure the next call connects again.
 */
public interface LogSource extends AutoCloseable {

    /** The store's own number of the table, or a digest of its name for it: a replacement changes it. */
    long tableId();

    /** The id of the pinned list of columns or fields that row hashes cover. */
    String hashColumns();

    /** How cursors are written. */
    PositionText positions();

    /** Whether cursors are microseconds since the epoch, else numbers. */
    boolean isTimed();

    /** Whether a text has the form of this table's keys. */
    boolean isKey(String key);

    /** The exclusive cursor below which no row can appear any more. Must be called before the rows are read. */
    long safeBound() throws StoreException;

    /** The least cursor of any row with {@code from <= cursor < before}. */
    OptionalLong firstPosition(long from, long before) throws StoreException;

    /**
     * Asks the store for next to nothing, so that the time it takes tells how busy the store is.
     *
     * @param near a cursor lately read
     * @return false where the store has no such question
     */
    default boolean probe(long near) throws StoreException {
        return false;
    }

    /**
     * How many rows of a split the store holds now, counted to no more than {@code most}; what it costs stays small.
     *
     * @return empty where the store cannot tell cheaply
     */
    default OptionalLong remaining(LogSplit split, long most) throws StoreException {
        return OptionalLong.empty();
    }

    /** Reads one page in a transaction of its own. */
    RowPage read(PageRequest request) throws StoreException;

    /** Makes a call that runs on another thread return soon; calls after it fail. */
    void cancel();

    @Override
    void close();
}
