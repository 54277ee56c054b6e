/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

/** Thrown for a policy that cannot be read or used; says line and path, and repeats names but no values of the document. */
public final class PolicyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public PolicyException(String message) {
        super(message);
    }
}
