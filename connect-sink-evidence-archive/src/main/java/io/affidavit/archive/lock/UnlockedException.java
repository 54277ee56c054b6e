/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.lock;

/** A store did not lock an object as it was told to. The message names the object. */
public final class UnlockedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnlockedException(String location) {
        super("Cannot lock " + location
                + ": the store does not say that it is locked. Check that the bucket has Object Lock, and"
                + " that the credentials permit s3:PutObjectRetention and s3:GetObjectRetention.");
    }
}
