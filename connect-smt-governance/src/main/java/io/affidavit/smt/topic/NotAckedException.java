/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.topic;

/** A record that may not be safe. The message names a class of error, nothing else. */
public final class NotAckedException extends Exception {

    private static final long serialVersionUID = 1L;

    NotAckedException(String why) {
        super(why);
    }
}
