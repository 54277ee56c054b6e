/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.table;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The bound of a column that a sequence fills. Numbers up to the greatest one seen were all taken before that moment;
 * once the time bound has passed the moment, every transaction that took one has ended, so the rows are all there or
 * never come. A number taken in one transaction and written in a later one defeats this.
 */
public final class SequenceBound implements SafeBound {

    private static final int MOST_SAMPLES = 256;

    private final SafeBound time;
    private final String greatestSql;
    private final ServerClock clock;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long safe = Long.MIN_VALUE;

    private record Sample(long greatest, long seenAt) {}

    /** The database's clock, of the moment it is asked, in microseconds since the epoch. */
    @FunctionalInterface
    public interface ServerClock {
        long now(Connection connection) throws SQLException;
    }

    /**
     * @param time the bound of rows whose time is that at which they were written
     * @param greatestSql gives the greatest number in the column, or null
     */
    public SequenceBound(SafeBound time, String greatestSql, ServerClock clock) {
        this.time = time;
        this.greatestSql = greatestSql;
        this.clock = clock;
    }

    @Override
    public long find(Connection connection) throws SQLException {
        sample(connection);
        connection.commit();
        long horizon = time.find(connection);
        while (!samples.isEmpty() && samples.peekFirst().seenAt() <= horizon) {
            safe = Math.max(safe, samples.removeFirst().greatest() + 1);
        }
        return safe;
    }

    private void sample(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long greatest;
            try (ResultSet row = statement.executeQuery(greatestSql)) {
                row.next();
                greatest = row.getLong(1);
                if (row.wasNull()) {
                    return;
                }
            }
            boolean known =
                    greatest < safe || (!samples.isEmpty() && samples.peekLast().greatest() >= greatest);
            if (known || samples.size() >= MOST_SAMPLES) {
                return;
            }
            // the time is asked after the number: every number up to it was taken before
            samples.addLast(new Sample(greatest, clock.now(connection)));
        }
    }
}
