/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

/** Says that stored evidence is not in the form this version reads. The message holds none of it. */
public final class MalformedEvidenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message holds nothing of what was read */
    public MalformedEvidenceException(String message) {
        super(message);
    }
}
