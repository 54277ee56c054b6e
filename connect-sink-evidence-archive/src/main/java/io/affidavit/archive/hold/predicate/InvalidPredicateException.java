/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold.predicate;

/** Says why a text is no predicate, or none for a table. The message holds none of the texts it compares with. */
public final class InvalidPredicateException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidPredicateException(String message) {
        super("Cannot use predicate: " + message);
    }
}
