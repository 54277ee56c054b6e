/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.subject;

import org.apache.kafka.connect.errors.RetriableException;

/** The topic of the subjects' keys cannot be used now, so nothing may be sealed or revealed; Connect may try again. */
public final class KeyTopicException extends RetriableException {

    private static final long serialVersionUID = 1L;

    KeyTopicException(String message) {
        super(message);
    }
}
