/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.contract;

/** Tells why a text is no usable contract; never repeats it. */
public final class ContractException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    ContractException(String message) {
        super(message);
    }
}
