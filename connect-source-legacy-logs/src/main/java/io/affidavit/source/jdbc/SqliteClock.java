/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.table.SafeBound;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A fixed time behind the clock: right where no row is committed later than that after its time. One connection writes
 * at a time, but others wait with rows whose times they have taken, and readers are told of neither.
 */
final class SqliteClock implements SafeBound {

    private static final String NOW = "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";

    private final TablePlan plan;

    SqliteClock(TablePlan plan) {
        this.plan = plan;
    }

    @Override
    public long find(Connection session) throws SQLException {
        requireOneType(session);
        long millis = Long.parseLong(Sqlite.text(session, NOW).orElseThrow());
        return plan.axis().positionOfTime(millis * 1000 - plan.settings().lag().toNanos() / 1000);
    }

    /** Numbers come before all texts and bytes after them, where no page would ever reach them. */
    private void requireOneType(Connection session) throws SQLException {
        String wanted = plan.axis().times().isPresent() ? "text" : "integer";
        for (String direction : new String[] {"", " DESC"}) {
            Optional<String> type = Sqlite.text(
                    session,
                    "SELECT typeof(" + plan.cursor().order() + ") FROM "
                            + plan.shape().quoted() + " ORDER BY "
                            + plan.cursor().order() + direction + " LIMIT 1");
            if (type.isPresent() && !type.get().equals(wanted)) {
                throw new SQLException("mixed types", "22000", SqliteFailures.MIXED_TYPES);
            }
        }
    }
}
