/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.table.SafeBound;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A fixed time behind the server's clock: right where no row is written later than that after its time. */
final class MariaDbClock implements SafeBound {

    private final long lagMicros;

    MariaDbClock(Duration lag) {
        this.lagMicros = lag.toNanos() / 1000;
    }

    @Override
    public long find(Connection session) throws SQLException {
        return now(session) - lagMicros;
    }

    long now(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT timestampdiff(MICROSECOND, '1970-01-01', now(6))")) {
            row.next();
            return row.getLong(1);
        }
    }
}
