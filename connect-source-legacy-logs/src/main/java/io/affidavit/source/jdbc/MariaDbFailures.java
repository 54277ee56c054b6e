/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.spi.StoreException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/**
 * Turns driver exceptions into ours. Only the SQLState and the server's error number survive (MariaDB Knowledge Base
 * and MySQL manual, error codes): messages may quote values.
 */
final class MariaDbFailures {

    static final int ACCESS_DENIED = 1045;
    static final int SELECT_DENIED = 1142;
    static final int NO_TABLE = 1146;

    /** What MySQL's driver makes of a connection that breaks between two rows of a result, without a number. */
    private static final String LOST_WHILE_STREAMING = "S1000";

    private static final Set<String> RETRIABLE_CLASSES = Set.of("40", "70");
    /** Too many connections, shutdown, lock wait timeout, deadlock, definition changed, killed, too slow, idle. */
    private static final Set<Integer> RETRIABLE_CODES = Set.of(1040, 1053, 1203, 1205, 1213, 1412, 1927, 3024, 4031);

    private static final String GONE =
            "A column does not exist any more. Correct the columns in the configuration, then restart the connector.";

    private static final String SLOW =
            "The statement took longer than source.statement.timeout. Raise the timeout, or lower source.page.rows.";

    private static final Map<Integer, String> ADVICE = Map.ofEntries(
            Map.entry(1040, "The server has no connection left. Raise its limit, or lower tasks.max."),
            Map.entry(1044, "The user may not use the database. Grant SELECT on the table, or correct source.url."),
            Map.entry(ACCESS_DENIED, "The user or password is refused. Correct source.user or source.password."),
            Map.entry(1049, "The database does not exist. Correct source.url."),
            Map.entry(1054, GONE),
            Map.entry(SELECT_DENIED, "A privilege is missing. Grant the user SELECT on the table."),
            Map.entry(1143, "A privilege is missing. Grant the user SELECT on all columns of the table."),
            Map.entry(NO_TABLE, "The table does not exist any more. Restore it, or delete the connector."),
            Map.entry(
                    1176,
                    "The index that gives the order does not exist any more. Restart the connector to be told which one is needed."),
            Map.entry(1969, SLOW),
            Map.entry(3024, SLOW));

    private MariaDbFailures() {}

    /** @param action what failed, as in {@code read table X} */
    static StoreException of(SQLException e, String action) {
        String state = e.getSQLState() != null && e.getSQLState().matches("[0-9A-Z]{5}") ? e.getSQLState() : "08000";
        int code = e.getErrorCode();
        boolean lost = state.startsWith("08") || (state.equals(LOST_WHILE_STREAMING) && code == 0);
        String advice = lost
                ? "The server cannot be reached. Correct source.url, or see to the network and the server."
                : "Look the error up in the database's manual, and see the server's log.";
        String message = "Cannot " + action + ": SQLState " + state + ", error " + code + ". "
                + ADVICE.getOrDefault(code, advice);
        return lost || RETRIABLE_CLASSES.contains(state.substring(0, 2)) || RETRIABLE_CODES.contains(code)
                ? StoreException.retriable(message)
                : StoreException.fatal(message);
    }
}
