/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.spi.StoreException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** Turns exceptions of SQLite into ours. Only the result code survives: messages may quote values. */
final class SqliteFailures {

    static final int CANNOT_OPEN = 14;
    /** Codes of our own, which no result code of SQLite is: all of its extended ones end in a primary one. */
    static final int MIXED_TYPES = -1;

    static final int NUMBERS_AGAIN = -2;

    private static final int PRIMARY_CODE = 0xff;
    /** Busy, locked, interrupted, input or output failed, cannot open, locking protocol, schema changed. */
    private static final Set<Integer> RETRIABLE = Set.of(5, 6, 9, 10, CANNOT_OPEN, 15, 17);

    private static final Map<Integer, String> ADVICE = Map.ofEntries(
            Map.entry(
                    1,
                    "A table or column does not exist any more. Correct the configuration, then restart the connector."),
            Map.entry(3, "The worker's user may not read the file. Grant it."),
            Map.entry(5, "A writer kept the database locked. It is tried again."),
            Map.entry(11, "The file is damaged. Restore it."),
            Map.entry(
                    CANNOT_OPEN,
                    "The file cannot be opened. Correct source.url; a database in WAL mode also needs its -shm and -wal files beside it, "
                            + "and a directory that the worker's user may write."),
            Map.entry(26, "The file is not a SQLite database. Correct source.url."),
            Map.entry(
                    MIXED_TYPES,
                    "The cursor column holds values of several types, which SQLite orders apart. Correct them, or choose another cursor."),
            Map.entry(
                    NUMBERS_AGAIN,
                    "The table's newest rows were deleted, and their numbers are given again. Delete the connector's offsets to read "
                            + "everything anew, or declare the key AUTOINCREMENT."));

    private SqliteFailures() {}

    /** @param action what failed, as in {@code read table X} */
    static StoreException of(SQLException e, String action) {
        int code = e.getErrorCode() < 0 ? e.getErrorCode() : e.getErrorCode() & PRIMARY_CODE;
        String message = "Cannot " + action + ": SQLite code " + code + ". "
                + ADVICE.getOrDefault(code, "Look the code up in the SQLite manual.");
        return RETRIABLE.contains(code) ? StoreException.retriable(message) : StoreException.fatal(message);
    }
}
