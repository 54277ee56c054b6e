/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.lock;

/** A store did not lock an object as it was told to. The message names the object. */
public final class UnlockedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UnlockedException(String location, String state, String rights) {
        super("Cannot lock " + location + ": the store does not say that it is " + state
                + ". Check that the bucket has Object Lock, and that the credentials permit " + rights + ".");
    }

    /** Of a lock with a date. */
    static UnlockedException ofRetention(String location) {
        return new UnlockedException(location, "locked", "s3:PutObjectRetention and s3:GetObjectRetention");
    }

    /** Of a legal hold. */
    static UnlockedException ofHold(String location) {
        return new UnlockedException(location, "under legal hold", "s3:PutObjectLegalHold and s3:GetObjectLegalHold");
    }
}
