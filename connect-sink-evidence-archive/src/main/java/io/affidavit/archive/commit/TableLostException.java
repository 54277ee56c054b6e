/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import org.apache.kafka.connect.errors.ConnectException;

/** The table was dropped or replaced while it was being archived into: nothing may move until a person has decided. */
public final class TableLostException extends ConnectException {

    private static final long serialVersionUID = 1L;

    /** The table is there no more. */
    public static TableLostException dropped(String table) {
        return new TableLostException(table, "dropped");
    }

    /** The name now leads to another table. */
    public static TableLostException replaced(String table) {
        return new TableLostException(table, "replaced by another table of the same name");
    }

    /** Where the catalog cannot tell which. */
    static TableLostException gone(String table) {
        return new TableLostException(table, "dropped or replaced");
    }

    private TableLostException(String table, String what) {
        super("Cannot commit to table " + table + ": it was " + what
                + " since this task opened it. No offset was moved."
                + " Restore the table, or restart the task to begin anew with the table as it is now");
    }
}
