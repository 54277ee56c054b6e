/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.table.KeyText;
import io.affidavit.source.table.SafeBound;
import io.affidavit.source.table.SequenceBound;
import io.affidavit.source.table.TableSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.OptionalLong;

/** A PostgreSQL table as a row store: one read-only connection, opened when needed and dropped after any failure. */
public final class PostgresLogSource implements LogSource {

    private final SourceMeters meters;
    private final TablePlan plan;
    private final PageQuery query;
    private final PageReader pages;
    private final SafeBound bound;
    private final TableSession session;

    private PostgresLogSource(TableSettings settings, SourceMeters meters, TablePlan plan, TableSession session) {
        this.meters = meters;
        this.plan = plan;
        this.session = session;
        this.query = new PageQuery(plan);
        this.pages = new PageReader(plan, query, session);
        LagBound lag = new LagBound(settings.lag());
        SafeBound time = plan.horizon() ? new TransactionHorizon(plan.shape().id(), lag, meters::fallback) : lag;
        this.bound = bound(plan.axis(), time);
    }

    private SafeBound bound(Axis axis, SafeBound time) {
        if (axis.isNumbered()) {
            return new SequenceBound(time, query.greatestSql(), PostgresLogSource::clock);
        }
        return opened -> axis.positionOfTime(time.find(opened));
    }

    /** Connects and holds the settings against the table as it is; any fault of theirs is fatal. */
    public static PostgresLogSource open(PgEndpoint endpoint, TableSettings settings, SourceMeters meters)
            throws StoreException {
        Objects.requireNonNull(meters, "meters");
        TableSession session = new TableSession(settings.table(), () -> PgSession.open(endpoint), SqlFailures::of);
        try {
            TableResolver.Resolution resolution =
                    session.inTransaction("look up columns", opened -> TableResolver.resolve(opened, settings));
            if (!resolution.faults().isEmpty()) {
                throw StoreException.fatal(resolution.faults().get(0).message());
            }
            return new PostgresLogSource(settings, meters, resolution.plan().orElseThrow(), session);
        } catch (StoreException e) {
            session.close();
            throw e;
        }
    }

    private static long clock(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.clock_timestamp()")) {
            row.next();
            return PgTime.microsOfServerText(row.getString(1), ZoneOffset.UTC);
        }
    }

    @Override
    public long tableId() {
        return plan.shape().id();
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
        return !KeyText.values(key, plan.keys().size()).isEmpty();
    }

    @Override
    public long safeBound() throws StoreException {
        return session.inTransaction("find how far it is safe to read", bound::find);
    }

    @Override
    public OptionalLong firstPosition(long from, long before) throws StoreException {
        return session.inTransaction("find the next rows", opened -> {
            try (PreparedStatement statement = opened.prepareStatement(query.firstPositionSql())) {
                statement.setString(1, plan.axis().literal(from));
                statement.setString(2, plan.axis().literal(before));
                session.running(statement::cancel);
                OptionalLong first = OptionalLong.empty();
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        first = OptionalLong.of(plan.axis().position(row.getString(1)));
                    }
                }
                TableCheck.requireSame(opened, plan);
                return first;
            }
        });
    }

    @Override
    public boolean probe(long near) throws StoreException {
        firstPosition(near, Long.MAX_VALUE);
        return true;
    }

    @Override
    public OptionalLong remaining(LogSplit split, long most) throws StoreException {
        return session.inTransaction("count the rows left", opened -> {
            try (PreparedStatement statement = opened.prepareStatement(query.countSql(most))) {
                statement.setString(1, plan.axis().literal(split.from()));
                statement.setString(2, plan.axis().literal(split.before()));
                session.running(statement::cancel);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return OptionalLong.of(row.getLong(1));
                }
            }
        });
    }

    @Override
    public RowPage read(PageRequest request) throws StoreException {
        if (request.split().isEmpty()) {
            return RowPage.END;
        }
        long begun = System.nanoTime();
        RowPage page = session.inTransaction("read", opened -> pages.read(opened, request));
        meters.page((System.nanoTime() - begun) / 1_000_000);
        return page;
    }

    @Override
    public void cancel() {
        session.cancel();
    }

    @Override
    public void close() {
        session.close();
    }
}
