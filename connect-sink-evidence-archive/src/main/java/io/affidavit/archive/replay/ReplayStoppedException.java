/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

/** A replay that cannot go on under its grant, whatever is restarted. The message holds nothing of any record. */
public final class ReplayStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReplayStoppedException(String message) {
        super(message);
    }
}
