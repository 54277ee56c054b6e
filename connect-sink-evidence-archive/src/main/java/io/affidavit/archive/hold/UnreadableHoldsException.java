/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

/**
 * The holds of a table cannot be told, so that nothing may be deleted from it and nothing archived to it. The message holds no
 * content.
 */
public final class UnreadableHoldsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableHoldsException(String table, String detail) {
        super("Cannot tell the holds of table " + table + ": " + detail + ". affidavit verify says more");
    }
}
