/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.layout;

import io.affidavit.lake.store.StoredObject;
import io.affidavit.lake.unit.Unit;
import io.affidavit.source.spi.StoreException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Gives objects cursors, in microseconds since the epoch. */
public sealed interface Layout permits PrefixLayout, FlatLayout {

    /** The cursor of an object, or empty for one that is not of the layout. */
    OptionalLong cursor(StoredObject object);

    /** As {@link io.affidavit.lake.unit.UnitSource#next}. */
    Optional<Unit> next(long from, String after, long before) throws StoreException;

    /** The exclusive cursor below which no object can appear any more. */
    long safeBound(Instant now) throws StoreException;

    /** The object as a unit at its cursor. */
    default Unit unit(StoredObject object, long cursor) {
        return new Unit(cursor, object.key(), object.version(), object.size());
    }
}
