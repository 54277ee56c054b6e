/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.table.SafeBound;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The start of the oldest open transaction of the database: a row whose time the database sets when its transaction
 * begins, or later, cannot appear below it. Falls back to a lag where other sessions' transactions cannot be seen: the
 * grant {@code pg_read_all_stats} is missing, a session does not report its activity, the server is a standby, or the
 * table or a part of it is filled by a subscription.
 *
 * <p>A prepared transaction has no known start. While there is one, the bound stays where it was before.
 */
final class TransactionHorizon implements SafeBound {

    /** Covers the moment between a transaction's start and its appearance in the activity view. */
    private static final long MARGIN_MICROS = 50_000;

    private static final Optional<String> REMEDY =
            Optional.of("Grant pg_read_all_stats to the user, and read from the server on which the rows are written, "
                    + "not from a standby or a subscriber, for an exact bound.");

    /** Maintenance and replication start transactions that write no row of a table. */
    private static final String SESSIONS = """
            WITH RECURSIVE parts AS (
              SELECT %d::pg_catalog.oid AS part
              UNION SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN parts ON i.inhparent = part)
            SELECT pg_catalog.statement_timestamp(),
                   least(pg_catalog.statement_timestamp(), min(xact_start)),
                   pg_catalog.pg_is_in_recovery()
                   OR NOT pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')
                   OR coalesce(bool_or(backend_type IS NULL OR state = 'disabled'), false)
                   OR EXISTS (SELECT FROM parts JOIN pg_catalog.pg_subscription_rel ON srrelid = part)
              FROM pg_catalog.pg_stat_activity
             WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid()
               AND (backend_type IS NULL OR backend_type NOT IN ('autovacuum worker', 'walsender'))""";

    private static final String PREPARED =
            "SELECT min(prepared) FROM pg_catalog.pg_prepared_xacts WHERE database = pg_catalog.current_database()";

    private final String sessions;
    private final LagBound fallback;
    private final Consumer<Optional<String>> fallbackListener;
    private long last = PgTime.NEGATIVE_INFINITY;

    /**
     * @param table its object id
     * @param fallbackListener told at every answer what would help where the lag was used, else nothing
     */
    TransactionHorizon(long table, LagBound fallback, Consumer<Optional<String>> fallbackListener) {
        this.sessions = SESSIONS.formatted(table);
        this.fallback = fallback;
        this.fallbackListener = fallbackListener;
    }

    @Override
    public long find(Connection connection) throws SQLException {
        long horizon;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sessions)) {
            row.next();
            boolean blind = row.getBoolean(3);
            fallbackListener.accept(blind ? REMEDY : Optional.empty());
            if (blind) {
                return fallback.find(connection);
            }
            horizon = PgTime.microsOfServerText(row.getString(2), ZoneOffset.UTC) - MARGIN_MICROS;
        }
        // read after the sessions: a transaction that is being prepared is seen here, or was seen there
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PREPARED)) {
            row.next();
            String prepared = row.getString(1);
            if (prepared != null) {
                return last == PgTime.NEGATIVE_INFINITY
                        ? Math.min(horizon, fallback.behind(PgTime.microsOfServerText(prepared, ZoneOffset.UTC)))
                        : last;
            }
        }
        last = Math.max(last, horizon);
        return horizon;
    }
}
