/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.table;

import org.apache.kafka.connect.errors.ConnectException;

/** A table of that name exists, but rows cannot be archived in it. */
public final class UnusableTableException extends ConnectException {

    private static final long serialVersionUID = 1L;

    UnusableTableException(String table, String fault) {
        super("Cannot archive into table " + table + ": " + fault
                + ". Name a table that does not exist yet, or one this connector created");
    }
}
