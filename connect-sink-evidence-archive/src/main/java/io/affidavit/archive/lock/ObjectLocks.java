/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.lock;

import java.util.Optional;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.io.FileIO;

/**
 * Locks of a store on its objects: while a legal hold is on, or a retention runs, the store refuses to delete the version of the
 * object that it is on. An object may have several versions; all are meant.
 */
public interface ObjectLocks {

    /**
     * The locks of the store that a table's files are in; empty where it has none.
     *
     * @param location of the table
     * @throws RuntimeException when the store does not say whether it has
     */
    static Optional<ObjectLocks> of(FileIO io, String location) {
        return io instanceof S3FileIO s3 ? S3ObjectLocks.of(s3, location) : Optional.empty();
    }

    /**
     * Puts a legal hold on every version of an object, and reads it back.
     *
     * @return whether the store now says that they are held; false as well when there is no such object
     */
    boolean hold(String location);

    /**
     * As {@link #hold}.
     *
     * @throws UnlockedException when the store does not say that they are held
     */
    default void requireHold(String location) {
        if (!hold(location)) {
            throw UnlockedException.ofHold(location);
        }
    }

    /** Takes the legal hold off every version of an object. */
    void release(String location);

    /** Whether there are versions of an object, and the store says that each is held. */
    boolean isHeld(String location);

    /**
     * Locks every version of an object that is not locked so already, and reads the locks back. Never shortens or weakens one.
     *
     * @return whether the store now says that they are locked so; false as well when there is no such object
     */
    boolean retain(String location, Retention retention);

    /** The weakest lock of the versions of an object; empty when one has none, or there is no such object. */
    Optional<Retention> retention(String location);
}
