/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.unit;

import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.StoreException;
import java.util.Optional;

/** A store as units in the order of (cursor, name). Used by one thread at a time, except {@link #cancel}. */
public interface UnitSource extends AutoCloseable {

    /** Names the store in messages. */
    String name();

    /** A number that another store of this name does not have, as far as the store can tell. */
    long id();

    /** @throws StoreException fatal if another store took this one's name since it was opened */
    void requireSame() throws StoreException;

    PositionText positions();

    /** Whether cursors are microseconds since the epoch. */
    boolean isTimed();

    /** The exclusive cursor below which no unit can appear any more. */
    long safeBound() throws StoreException;

    /**
     * The first unit with {@code from <= cursor < before}.
     *
     * @param after of the units at cursor {@code from}, those up to this name are left out; null for none
     */
    Optional<Unit> next(long from, String after, long before) throws StoreException;

    /**
     * The unit of this name, if it is still there.
     *
     * @throws UnitException if it has moved to another cursor
     */
    Optional<Unit> find(long cursor, String name) throws StoreException, UnitException;

    /**
     * Opens a unit as it was when it was found.
     *
     * @param first number of the first row wanted
     */
    UnitRows open(Unit unit, long first) throws StoreException, UnitException;

    /** Makes a call that waits for the store return soon. */
    void cancel();

    @Override
    void close();
}
