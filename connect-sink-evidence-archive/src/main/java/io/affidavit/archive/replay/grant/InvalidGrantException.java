/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

/** Says why a grant is none, or gives no right. The message holds nothing of any record. */
public final class InvalidGrantException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidGrantException(String message) {
        super("Cannot use replay grant: " + message);
    }

    /** Of a request. */
    public static InvalidGrantException notApproved() {
        return new InvalidGrantException("nobody has approved it. Have somebody else run: affidavit replay authorize.");
    }
}
