/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.contract;

/** Tells that a value cannot be JSON; holds nothing of it. */
final class NoJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoJsonException(String why) {
        super("Cannot write value as JSON: " + why + ".", null, false, false);
    }
}
