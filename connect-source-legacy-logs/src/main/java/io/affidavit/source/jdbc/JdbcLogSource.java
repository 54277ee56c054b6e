/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.table.KeyText;
import io.affidavit.source.table.SafeBound;
import io.affidavit.source.table.TableSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A table of MariaDB, MySQL or SQLite as a row store. */
public final class JdbcLogSource implements LogSource {

    private static final long FETCH_CHARS = 1 << 20;
    private static final int FIRST_FETCH = 100;

    private final TablePlan plan;
    private final PageQuery query;
    private final RowReader reader;
    private final SafeBound bound;
    private final SourceMeters meters;
    private final TableSession session;

    private long charsPerRow = FETCH_CHARS / FIRST_FETCH;

    private JdbcLogSource(PageQuery query, SourceMeters meters, TableSession session) {
        this.plan = query.plan();
        this.query = query;
        this.reader = new RowReader(plan);
        this.bound = plan.dialect().bound(plan, query, meters);
        this.meters = meters;
        this.session = session;
    }

    /** Connects and holds the settings against the table as it is; any fault of theirs is fatal. */
    public static JdbcLogSource open(JdbcEndpoint endpoint, JdbcSettings settings, SourceMeters meters)
            throws StoreException {
        Objects.requireNonNull(meters, "meters");
        Dialect dialect = Dialect.of(endpoint.url()).orElseThrow();
        TableSession session = new TableSession(settings.table(), () -> dialect.open(endpoint), dialect::failure);
        try {
            PageQuery query = session.inTransaction("look up columns", opened -> {
                TableResolver.Resolution resolution = TableResolver.resolve(opened, dialect, settings);
                if (!resolution.faults().isEmpty()) {
                    throw StoreException.fatal(resolution.faults().get(0).message());
                }
                PageQuery prepared = PageQuery.of(opened, resolution.plan().orElseThrow());
                Optional<String> fault = dialect.indexFault(opened, prepared);
                if (fault.isPresent()) {
                    throw StoreException.fatal(fault.get());
                }
                return prepared;
            });
            return new JdbcLogSource(query, meters, session);
        } catch (StoreException e) {
            session.close();
            throw e;
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
        return plan.axis().isTimed();
    }

    @Override
    public boolean isKey(String key) {
        return !KeyText.values(key, plan.keys().size()).isEmpty();
    }

    @Override
    public long safeBound() throws StoreException {
        return session.inTransaction("find how far it is safe to read", opened -> {
            long found = bound.find(opened);
            if (plan.dialect().keepsReplacedTables()) {
                requireSameTable(opened);
            }
            return found;
        });
    }

    @Override
    public OptionalLong firstPosition(long from, long before) throws StoreException {
        return session.inTransaction("find the next rows", opened -> {
            OptionalLong first = OptionalLong.empty();
            try (PreparedStatement statement = opened.prepareStatement(query.firstPositionSql())) {
                plan.axis().bind(statement, 1, from);
                plan.axis().bind(statement, 2, before);
                session.running(statement::cancel);
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        first = OptionalLong.of(plan.axis().position(row.getString(1)));
                    }
                }
            }
            requireSameTable(opened);
            return first;
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
                plan.axis().bind(statement, 1, split.from());
                plan.axis().bind(statement, 2, split.before());
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
        RowPage page = session.inTransaction("read", opened -> readPage(opened, request));
        meters.page((System.nanoTime() - begun) / 1_000_000);
        return page;
    }

    /** Asks for no more rows than are likely to fit, as drivers fetch what was asked for to its end. */
    private RowPage readPage(Connection opened, PageRequest request) throws SQLException, StoreException {
        int limit = (int) Math.min(request.maxRows(), Math.max(FIRST_FETCH, 2 * request.maxChars() / charsPerRow));
        int fetch = (int) Math.max(1, Math.min(limit, FETCH_CHARS / charsPerRow));
        List<SourceRow> rows = new ArrayList<>();
        long chars = 0;
        try (PreparedStatement statement =
                query.prepare(opened, request, limit, plan.dialect().fetchSize(fetch, opened))) {
            session.running(statement::cancel);
            try (ResultSet row = statement.executeQuery()) {
                reader.requireTexts(row.getMetaData());
                while (chars < request.maxChars() && row.next()) {
                    SourceRow read = reader.read(row);
                    chars += read.chars();
                    rows.add(read);
                }
            }
        }
        requireSameTable(opened);
        if (!rows.isEmpty()) {
            charsPerRow = Math.max(1, chars / rows.size());
        }
        return new RowPage(rows, rows.size() < limit && chars < request.maxChars());
    }

    /** Asked in the transaction of the read, which keeps the name from changing hands until it ends. */
    private void requireSameTable(Connection opened) throws SQLException, StoreException {
        if (plan.dialect().idOf(opened, plan.settings().table()) != tableId()) {
            throw StoreException.fatal(
                    "Cannot go on reading table " + plan.settings().table()
                            + ": it was replaced by another table of its name. Restart the connector to be told how to go on.");
        }
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
