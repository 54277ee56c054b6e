/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

/** Hears how far a verification is. Called on the thread that verifies. */
public interface Progress {

    /** Hears nothing. */
    Progress NONE = (done, total) -> {};

    /** Called after every file: so many of so many. */
    void filesDone(long done, long total);
}
