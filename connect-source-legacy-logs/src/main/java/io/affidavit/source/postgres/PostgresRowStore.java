/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.RowStore;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** A PostgreSQL table as a row store: one read-only connection, opened when needed and dropped after any failure. */
public final class PostgresRowStore implements RowStore {

    private static final long FETCH_CHARS = 1 << 20;
    private static final int FIRST_FETCH = 100;

    private final PgEndpoint endpoint;
    private final TableSettings settings;
    private final StoreMeters meters;
    private final TablePlan plan;
    private final PageQuery query;
    private final RowReader reader;
    private final SafeBound bound;

    private Connection connection;
    private long charsPerRow = FETCH_CHARS / FIRST_FETCH;
    private volatile Connection open;
    private volatile Statement running;
    private volatile boolean cancelled;

    private PostgresRowStore(
            PgEndpoint endpoint, TableSettings settings, StoreMeters meters, TablePlan plan, Connection connection) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.meters = meters;
        this.plan = plan;
        this.connection = connection;
        this.open = connection;
        this.query = new PageQuery(plan);
        this.reader = new RowReader(plan);
        LagBound lag = new LagBound(settings.lag());
        SafeBound time = plan.horizon() ? new TransactionHorizon(lag, meters::fallback) : lag;
        this.bound = plan.axis().time() ? time : new SequenceBound(time, query.greatestSql());
    }

    /** Connects and holds the settings against the table as it is; any fault of theirs is fatal. */
    public static PostgresRowStore open(PgEndpoint endpoint, TableSettings settings, StoreMeters meters)
            throws StoreException {
        Objects.requireNonNull(meters, "meters");
        Connection connection = null;
        try {
            connection = PgSession.open(endpoint);
            TableResolver.Resolution resolution = TableResolver.resolve(connection, settings);
            connection.commit();
            if (!resolution.faults().isEmpty()) {
                throw StoreException.fatal(resolution.faults().get(0).message());
            }
            return new PostgresRowStore(
                    endpoint, settings, meters, resolution.plan().orElseThrow(), connection);
        } catch (SQLException e) {
            closeQuietly(connection);
            throw SqlFailures.of(e, "connect to the database of table " + settings.table());
        } catch (StoreException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    @Override
    public long tableId() {
        return plan.shape().oid();
    }

    @Override
    public String hashColumns() {
        return plan.hashed().id();
    }

    @Override
    public PositionText positions() {
        return plan.axis();
    }

    @Override
    public boolean isTimed() {
        return plan.axis().time();
    }

    @Override
    public boolean isKey(String key) {
        return KeyText.isKey(plan, key);
    }

    @Override
    public long safeBound() throws StoreException {
        return inTransaction("find how far it is safe to read", bound::find);
    }

    @Override
    public OptionalLong firstPosition(long from, long before) throws StoreException {
        return inTransaction("find the next rows", session -> {
            try (PreparedStatement statement = session.prepareStatement(query.firstPositionSql())) {
                statement.setString(1, plan.axis().literal(from));
                statement.setString(2, plan.axis().literal(before));
                running = statement;
                OptionalLong first = OptionalLong.empty();
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        first = OptionalLong.of(plan.axis().position(row.getString(1)));
                    }
                }
                requireSameTable(session);
                return first;
            }
        });
    }

    @Override
    public RowPage read(PageRequest request) throws StoreException {
        if (request.from() >= request.before()) {
            return new RowPage(List.of(), true);
        }
        long begun = System.nanoTime();
        RowPage page = inTransaction("read", session -> readPage(session, request));
        meters.page((System.nanoTime() - begun) / 1_000_000);
        return page;
    }

    private RowPage readPage(Connection session, PageRequest request) throws SQLException, StoreException {
        int fetch = (int) Math.max(1, Math.min(request.maxRows(), FETCH_CHARS / charsPerRow));
        List<SourceRow> rows = new ArrayList<>();
        long chars = 0;
        try (PreparedStatement statement = query.prepare(session, request, fetch)) {
            running = statement;
            try (ResultSet row = statement.executeQuery()) {
                while (chars < request.maxChars() && row.next()) {
                    SourceRow read = reader.read(row);
                    chars += read.chars();
                    rows.add(read);
                }
            }
        }
        requireSameTable(session);
        if (!rows.isEmpty()) {
            charsPerRow = Math.max(1, chars / rows.size());
        }
        return new RowPage(rows, rows.size() < request.maxRows() && chars < request.maxChars());
    }

    /** Asked in the transaction of the read, which keeps the name from changing hands until it ends. */
    private void requireSameTable(Connection session) throws SQLException, StoreException {
        try (PreparedStatement statement = session.prepareStatement("SELECT pg_catalog.to_regclass(?)::oid")) {
            statement.setString(1, PgNames.quoteTable(settings.table()));
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || row.getLong(1) != tableId()) {
                    throw StoreException.fatal(
                            "Cannot go on reading table " + settings.table()
                                    + ": it was replaced by another table of its name. Restart the connector to be told how to go on.");
                }
            }
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T in(Connection session) throws SQLException, StoreException;
    }

    private <T> T inTransaction(String action, Work<T> work) throws StoreException {
        String what = action + " in table " + settings.table();
        try {
            if (connection == null) {
                connection = PgSession.open(endpoint);
                open = connection;
            }
            if (cancelled) {
                throw StoreException.fatal("Cannot " + what + ": reading was cancelled.");
            }
            T result = work.in(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            drop();
            throw SqlFailures.of(e, what);
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

    private void drop() {
        closeQuietly(connection);
        connection = null;
        open = null;
    }

    @Override
    public void cancel() {
        cancelled = true;
        Statement statement = running;
        Connection session = open;
        try {
            if (statement != null) {
                statement.cancel();
            }
        } catch (SQLException e) {
            // the server did not take the request; without its client it ends the statement at its timeout
        }
        abort(session);
    }

    private static void abort(Connection session) {
        try {
            if (session != null) {
                session.abort(Runnable::run);
            }
        } catch (SQLException e) {
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
