/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

/** Content was to be sealed for a subject that its record does not name. */
public final class MissingSubjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MissingSubjectException() {
        super("Cannot seal content: its record names no subject.", null, false, false);
    }
}
