/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.io.FileIO;

/**
 * The objects of a store as they are, not as a reader of newest versions sees them: in a bucket with versions, deleting a
 * name deletes nothing, it hides the bytes behind a marker.
 */
public interface ObjectVersions {

    /**
     * One version of an object.
     *
     * @param location name of the object, as the table gives it
     * @param id the store's own
     * @param marker whether it only marks the object as deleted
     */
    record Version(String location, String id, boolean marker) {

        public Version {
            Objects.requireNonNull(location, "location");
            Objects.requireNonNull(id, "id");
        }
    }

    /** What became of a version. */
    sealed interface Deletion {

        /** It is gone, now or before. */
        record Gone() implements Deletion {}

        /**
         * The store keeps it.
         *
         * @param until when its lock ends; empty for a legal hold, which has no end, or where the store does not say
         */
        record Kept(Optional<Instant> until) implements Deletion {}
    }

    /** Says whose versions are deleted and looked for, for certificates: {@code all-versions} or {@code files}. */
    String method();

    /** Everything that the store keeps under exactly this name. Empty once nothing is left. */
    List<Version> of(String location);

    /** Deletes one version for good. What is already gone is gone. */
    Deletion delete(Version version);

    /** Until when the store keeps the newest version of an object; empty where it sets no date. */
    Optional<Instant> lockedUntil(String location);

    /** Takes the store's legal hold off every version of an object, where it has such holds. */
    void release(String location);

    /** The versions of the store that {@code io} reads and writes. */
    static ObjectVersions of(FileIO io) {
        return io instanceof S3FileIO s3 ? new S3Versions(s3) : new PlainFiles(io);
    }
}
