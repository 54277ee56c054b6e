/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.table.TableSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Reads pages by COPY: a row comes as one piece and is decoded before the next is received, so no more than one row is held
 * beside those of the page. How many rows fill a page is guessed from those before; what was guessed too low is read by
 * another COPY, what was guessed too high is thrown away. Used by one thread.
 */
final class PageReader {

    /** What a row is taken to have before one was seen. */
    private static final long FIRST_BYTES_PER_ROW = 100 << 10;
    /** More is not thrown away: the server stops when nobody listens, and another connection is opened. */
    private static final long MOST_THROWN_AWAY = 4 << 20;

    private final TablePlan plan;
    private final PageQuery query;
    private final TableSession session;
    private final RowDecoder decoder;
    private final CopyRow raw;

    private long bytesPerRow = FIRST_BYTES_PER_ROW;

    PageReader(TablePlan plan, PageQuery query, TableSession session) {
        this.plan = plan;
        this.query = query;
        this.session = session;
        this.decoder = new RowDecoder(plan);
        this.raw = decoder.row();
    }

    RowPage read(Connection opened, PageRequest request) throws SQLException, StoreException {
        Page page = new Page(request);
        decoder.begin();
        boolean more = true;
        while (more && !page.isFull()) {
            more = copy(opened, page);
        }
        return new RowPage(page.rows, !more);
    }

    /** Rows as they come in, and what of the request is left. */
    private static final class Page {

        private final PageRequest request;
        private final List<SourceRow> rows = new ArrayList<>();
        private long bytes;

        Page(PageRequest request) {
            this.request = request;
        }

        boolean isFull() {
            return rows.size() >= request.maxRows() || bytes >= request.maxChars();
        }

        int rowsLeft(long bytesPerRow) {
            long expected = (request.maxChars() - bytes) / bytesPerRow + 1;
            return (int) Math.min(request.maxRows() - rows.size(), expected);
        }

        /** The last row that was read, or null. */
        Position mark() {
            return rows.isEmpty() ? request.after() : rows.get(rows.size() - 1).position();
        }

        void add(SourceRow row, long size) {
            rows.add(row);
            bytes += size;
        }
    }

    /** Reads on, and says whether there may be more behind. */
    private boolean copy(Connection opened, Page page) throws SQLException, StoreException {
        int most = page.rowsLeft(bytesPerRow);
        Position mark = page.mark();
        setBorders(opened, page.request, mark, most);
        PGConnection server = opened.unwrap(PGConnection.class);
        session.running(server::cancelQuery);
        RowDecoder.Arrays arrays = arrays(opened.unwrap(BaseConnection.class));
        CopyOut copy = server.getCopyAPI().copyOut(query.copySql(mark != null));
        int received = 0;
        long thrownAway = 0;
        for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            if (!raw.take(message)) {
                continue;
            }
            received++;
            if (!page.isFull()) {
                page.add(decoder.decode(raw, arrays), raw.bytesOfValues());
            } else {
                thrownAway += message.length;
                if (thrownAway > MOST_THROWN_AWAY) {
                    opened.abort(Runnable::run);
                    break;
                }
            }
        }
        if (!page.rows.isEmpty()) {
            bytesPerRow = Math.max(1, page.bytes / page.rows.size());
        }
        return received == most || thrownAway > 0;
    }

    private void setBorders(Connection opened, PageRequest request, Position mark, int most)
            throws SQLException, StoreException {
        try (PreparedStatement statement = opened.prepareStatement(query.bordersSql(mark != null))) {
            int index = 1;
            statement.setString(index++, PgNames.quoteTable(plan.settings().table()));
            statement.setString(
                    index++, plan.axis().literal(mark == null ? request.split().from() : mark.cursor()));
            statement.setString(index++, plan.axis().literal(request.split().before()));
            statement.setString(index++, Integer.toString(most));
            if (mark != null) {
                for (String value : TieBreak.values(plan, mark.key())) {
                    statement.setString(index++, value);
                }
            }
            session.running(statement::cancel);
            try (ResultSet row = statement.executeQuery()) {
                TableCheck.requireSame(row, plan);
            }
        }
    }

    private static RowDecoder.Arrays arrays(BaseConnection connection) {
        return text -> Objects.requireNonNull(new PgArray(connection, Oid.TEXT_ARRAY, text).getArray());
    }
}
