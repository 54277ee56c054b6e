/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.deadletter;

/** The dead-letter topic did not acknowledge a record. Names the class of what failed, not its message. */
public final class DeadLetterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeadLetterException(String reason) {
        super("the dead-letter topic acknowledged not every record: " + reason, null, false, false);
    }
}
