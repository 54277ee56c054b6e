/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.jdbc.Column.Filling;
import io.affidavit.source.table.SafeBound;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bound of a numbered primary key of SQLite: whoever writes does so alone, so that rows appear in the order of
 * their numbers. Without {@code AUTOINCREMENT} the numbers of the newest rows are given again after these were deleted.
 */
final class RowNumberBound implements SafeBound {

    private static final Logger LOG = LoggerFactory.getLogger(RowNumberBound.class);

    private final String greatestSql;
    private final boolean reuses;
    private long seen = Long.MIN_VALUE;

    RowNumberBound(TablePlan plan, PageQuery query) {
        this.greatestSql = query.greatestSql();
        this.reuses = plan.cursor().filling() == Filling.REUSING_COUNTER;
        if (reuses) {
            LOG.warn(
                    "Table {} numbers its rows without AUTOINCREMENT: after its newest rows are deleted, SQLite gives their "
                            + "numbers to new rows, which only reconciliation would find.",
                    plan.settings().table());
        }
    }

    @Override
    public long find(Connection session) throws SQLException {
        Optional<String> greatest = Sqlite.text(session, greatestSql);
        long bound = greatest.isPresent() ? Long.parseLong(greatest.get()) + 1 : Long.MIN_VALUE;
        if (reuses && bound < seen) {
            throw new SQLException("numbers are given again", "22000", SqliteFailures.NUMBERS_AGAIN);
        }
        seen = Math.max(seen, bound);
        return seen;
    }
}
