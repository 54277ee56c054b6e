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
import java.time.Duration;
import java.time.ZoneOffset;

/**
 * A fixed time behind the database's clock: right where no row is written later than that after its time. On a standby
 * the clock is that of the primary when it last said that it has nothing the standby has not replayed; where that is not
 * so, or not to be seen, that of the last replayed transaction. What was received says little: a standby that is cut off,
 * or receives slowly, has replayed all of it.
 */
final class LagBound implements SafeBound {

    private static final String NOW = """
            SELECT CASE WHEN pg_catalog.pg_is_in_recovery()
                        THEN coalesce((SELECT last_msg_send_time FROM pg_catalog.pg_stat_wal_receiver
                                        WHERE status = 'streaming'
                                          AND latest_end_lsn <= pg_catalog.pg_last_wal_replay_lsn()),
                                      pg_catalog.pg_last_xact_replay_timestamp(), '-infinity')
                        ELSE pg_catalog.statement_timestamp() END""";

    private final long lagMicros;

    LagBound(Duration lag) {
        this.lagMicros = lag.toNanos() / 1000;
    }

    @Override
    public long find(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(NOW)) {
            row.next();
            return behind(PgTime.microsOfServerText(row.getString(1), ZoneOffset.UTC));
        }
    }

    /** The bound as seen from a time. */
    long behind(long micros) {
        return micros == PgTime.NEGATIVE_INFINITY ? micros : micros - lagMicros;
    }
}
