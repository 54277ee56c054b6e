/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

/** A change must not happen to the table as it stands now. The message says why, without content. */
public final class ChangeRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ChangeRefusedException(String message) {
        super(message, null, false, true);
    }
}
