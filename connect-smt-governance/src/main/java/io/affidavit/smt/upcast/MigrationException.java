/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

/** Tells what is wrong with a document of migrations: line, step and key, never a value of it. */
public final class MigrationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MigrationException(String message) {
        super(message);
    }
}
