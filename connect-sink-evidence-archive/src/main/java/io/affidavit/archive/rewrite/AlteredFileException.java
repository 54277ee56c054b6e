/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.rewrite;

/** A file does not hold the rows that were attested of it, so that nothing can be made from it. */
public final class AlteredFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AlteredFileException(String path) {
        super("Cannot rewrite " + path
                + ": its rows are not the attested ones. Nothing is rewritten until affidavit verify finds nothing.");
    }
}
