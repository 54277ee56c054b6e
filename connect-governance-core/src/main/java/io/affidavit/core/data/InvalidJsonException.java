/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

/** Thrown for text that is no JSON; says where, never what: the message holds no content and there is no cause. */
public final class InvalidJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param safeDetail what is wrong, without content */
    public InvalidJsonException(String safeDetail) {
        super("Cannot read JSON: " + safeDetail + ". Correct the producer or quarantine the record.");
    }

    static InvalidJsonException repeatedName() {
        return new InvalidJsonException("an object repeats a member name");
    }
}
