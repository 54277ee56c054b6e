/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reject;

import org.apache.kafka.connect.errors.DataException;

/** Tells Connect that a record was refused; its message holds coordinates and a rule id, never content, never a cause. */
final class RejectedException extends DataException {

    private static final long serialVersionUID = 1L;

    RejectedException(String message) {
        super(message);
    }
}
