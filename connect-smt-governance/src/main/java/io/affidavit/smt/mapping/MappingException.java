/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

/** Thrown for a mapping that cannot be used; says line and path, and repeats names but never values of the file. */
public final class MappingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MappingException(String message) {
        super(message);
    }
}
