/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

/** A change could not be committed within its time: others came first, or the catalog did not answer. It may be tried again. */
public final class ChangeDeferredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChangeDeferredException(String table, String reason) {
        super(
                "Cannot commit change to " + table + ": " + reason + ". Nothing is half done; try again.",
                null,
                false,
                true);
    }
}
