/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.table;

import io.affidavit.source.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One read-only connection to a table's database, opened when needed and dropped after any failure. What it throws
 * holds no values. Used by one thread at a time, except {@link #cancel}.
 */
public final class TableSession implements AutoCloseable {

    private final String table;
    private final Opener opener;
    private final Failures failures;
    private Connection connection;
    private volatile Connection open;
    private volatile Running running;
    private volatile boolean cancelled;

    /** Opens a session that commits only when told to. */
    @FunctionalInterface
    public interface Opener {
        Connection open() throws SQLException, StoreException;
    }

    /** Something the database is doing for this session. */
    @FunctionalInterface
    public interface Running {
        /** Asks the database to end it; called by another thread. */
        void cancel() throws SQLException;
    }

    /** Says what a driver's exception means, without its message. */
    @FunctionalInterface
    public interface Failures {

        /** @param action what failed, as in {@code read table X} */
        StoreException of(SQLException e, String action);
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Connection session) throws SQLException, StoreException;
    }

    public TableSession(String table, Opener opener, Failures failures) {
        this.table = table;
        this.opener = opener;
        this.failures = failures;
    }

    /**
     * Does work and commits. Work that closes its session has ended it without loss: the next gets another.
     *
     * @param action what is done, as in {@code find the next rows}
     */
    public <T> T inTransaction(String action, Work<T> work) throws StoreException {
        String what = action + " in table " + table;
        try {
            if (cancelled) {
                throw StoreException.fatal("Cannot " + what + ": reading was cancelled.");
            }
            T result = work.in(connected());
            if (connection.isClosed()) {
                drop();
            } else {
                connection.commit();
            }
            return result;
        } catch (SQLException e) {
            drop();
            throw failures.of(e, what);
        } catch (StoreException e) {
            drop();
            throw e;
        } catch (RuntimeException e) {
            drop();
            throw StoreException.fatal("Cannot " + what + ": a value is not of its column's type ("
                    + e.getClass().getSimpleName() + "). Restart the connector if the table's columns changed.");
        } finally {
            running = null;
        }
    }

    private Connection connected() throws SQLException, StoreException {
        if (connection == null) {
            try {
                connection = opener.open();
            } catch (SQLException e) {
                throw failures.of(e, "connect to the database of table " + table);
            }
            open = connection;
            if (cancelled) {
                throw StoreException.fatal("Cannot read table " + table + ": reading was cancelled.");
            }
        }
        return connection;
    }

    /** Names what {@link #cancel} ends. */
    public void running(Running work) {
        running = work;
    }

    private void drop() {
        closeQuietly(connection);
        connection = null;
        open = null;
    }

    /** Makes a call that runs on another thread return soon; calls after it fail. */
    public void cancel() {
        cancelled = true;
        Running work = running;
        Connection session = open;
        try {
            if (work != null) {
                work.cancel();
            }
        } catch (SQLException | RuntimeException e) {
            // the database did not take the request, or the statement was closed meanwhile, which some driver does not
            // expect; without its client the database ends the statement at its timeout
        }
        abort(session);
    }

    private static void abort(Connection session) {
        try {
            if (session != null) {
                session.abort(Runnable::run);
            }
        } catch (SQLException | RuntimeException e) {
            // the socket is gone already
        }
    }

    @Override
    public void close() {
        cancelled = true;
        drop();
    }

    private static void closeQuietly(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // nothing was written, so nothing is lost
        }
    }
}
