/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

/** Thrown for rules that cannot be used; says line and path, and repeats nothing of the document. */
public final class RuleException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    RuleException(String message) {
        super(message);
    }
}
