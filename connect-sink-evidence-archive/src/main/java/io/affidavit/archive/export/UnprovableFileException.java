/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.export;

/** A file's rows are not those that its statement attests. */
public final class UnprovableFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnprovableFileException(String path) {
        super("Cannot prove the rows of file " + path
                + ": they are not those that its statement attests. affidavit verify says more.");
    }
}
