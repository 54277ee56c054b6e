/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.spi.StoreException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/**
 * Turns driver exceptions into ours. Only the five characters of the SQLState survive (PostgreSQL manual, appendix A):
 * messages of the server and the driver may quote values.
 */
final class SqlFailures {

    private static final Set<String> RETRIABLE_CLASSES = Set.of("08", "40", "53", "57", "58");
    /** Lock not available; transaction aborted by a timeout of its own. */
    private static final Set<String> RETRIABLE_STATES = Set.of("55P03", "25P03", "25P04");

    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry(
                    "08000", "The server cannot be reached. Correct source.url, or see to the network and the server."),
            Map.entry(
                    "08001", "The server cannot be reached. Correct source.url, or see to the network and the server."),
            Map.entry("08004", "The server refuses the connection. See its log."),
            Map.entry("28P01", "The password is refused. Correct source.password."),
            Map.entry("28000", "The user is refused. Correct source.user, or the server's pg_hba.conf."),
            Map.entry("3D000", "The database does not exist. Correct source.url."),
            Map.entry(
                    "42501",
                    "A privilege is missing, or row-level security would hide rows. Grant the user USAGE on the schema "
                            + "and SELECT on the table, and the attribute BYPASSRLS where the table has such policies."),
            Map.entry("42P01", "The table does not exist any more. Restore it, or delete the connector."),
            Map.entry(
                    "42703",
                    "A column does not exist any more. Correct the columns in the configuration, then restart the connector."),
            Map.entry("0A000", "The table's columns changed. Restart the connector."),
            Map.entry(
                    "57014",
                    "The statement took longer than source.statement.timeout, or was cancelled. Raise the timeout, or lower source.page.rows."),
            Map.entry("53300", "The server has no connection left. Raise its limit, or lower tasks.max."));

    private SqlFailures() {}

    /** @param action what failed, as in {@code read table X} */
    static StoreException of(SQLException e, String action) {
        String state = stateOf(e);
        String message = "Cannot " + action + ": SQLState " + state + ". "
                + ADVICE.getOrDefault(state, "Look the state up in the PostgreSQL manual, and see the server's log.");
        return isRetriable(state) ? StoreException.retriable(message) : StoreException.fatal(message);
    }

    /** Five letters or digits; a connection failure where the driver gave none. */
    static String stateOf(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.matches("[0-9A-Z]{5}") ? state : "08000";
    }

    private static boolean isRetriable(String state) {
        return RETRIABLE_CLASSES.contains(state.substring(0, 2)) || RETRIABLE_STATES.contains(state);
    }
}
