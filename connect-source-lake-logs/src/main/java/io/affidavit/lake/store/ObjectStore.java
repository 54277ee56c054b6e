/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.store;

import io.affidavit.source.spi.StoreException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.apache.iceberg.io.InputFile;

/** Objects below one location. Used by one thread at a time, except {@link #cancel}. */
public interface ObjectStore extends AutoCloseable {

    /** The location, for messages. */
    String name();

    /** A number that another store at this location does not have, as far as the store can tell. */
    long id() throws StoreException;

    /** Some objects in the order of {@link io.affidavit.lake.unit.UnitName}, all of them with keys beyond {@code after}. */
    ObjectPage list(String after) throws StoreException;

    /** The object as it is now. */
    Optional<StoredObject> find(String key) throws StoreException;

    /**
     * The content, from the start. Reads throw {@link io.affidavit.lake.unit.UnitException} where the object is gone, was
     * overwritten since it was listed, or ends before its size.
     */
    InputStream open(StoredObject object);

    /** The content for reading here and there, which fails as {@link #open} does. */
    InputFile file(StoredObject object);

    /** The time by the clock that {@link StoredObject#modifiedMicros} is of. */
    Instant now() throws StoreException;

    /** Makes a call that waits return soon. */
    void cancel();

    @Override
    void close();
}
