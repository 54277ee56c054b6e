/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reveal;

import org.apache.kafka.connect.errors.RetriableException;

/** An audit record could not be written, so nothing may be revealed; Connect may try again. Never holds content. */
public final class AuditException extends RetriableException {

    private static final long serialVersionUID = 1L;

    public AuditException(String message) {
        super(message);
    }
}
