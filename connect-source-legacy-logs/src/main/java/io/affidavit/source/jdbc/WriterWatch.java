/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Tells before which time no open writer began, from looks at the sessions of a server. A transaction's own start is
 * no such time: its first statement may have waited for a lock before the storage engine began the transaction, and
 * the row bears the time at which the statement began. So a session's beginning is remembered from the look that
 * first saw it busy.
 */
final class WriterWatch {

    private final long historyMicros;
    private Map<Long, Busy> seen = new HashMap<>();
    private OptionalLong previous = OptionalLong.empty();

    /**
     * A session that runs a statement or has a transaction open.
     *
     * @param statementSince when the running statement began, or empty where none runs
     */
    record Session(long id, OptionalLong statementSince, Transaction transaction) {}

    /**
     * @param id 0 before the transaction has written
     * @param started not later than it really did
     */
    record Transaction(long id, long started) {

        boolean isSame(Transaction other) {
            return (id == 0 || other.id == 0) ? started == other.started : id == other.id;
        }
    }

    private record Busy(long since, Transaction transaction) {}

    /** @param historyMicros how long a statement may have waited before the first look */
    WriterWatch(long historyMicros) {
        this.historyMicros = historyMicros;
    }

    /**
     * The time before which no open writer's row was timed.
     *
     * @param now read before the sessions were looked at
     * @param sessions those that run a statement or have a transaction open; statements were looked at before
     *     transactions
     */
    long look(long now, Collection<Session> sessions) {
        Map<Long, Busy> busy = new HashMap<>();
        long oldest = now;
        for (Session session : sessions) {
            long since = since(session, seen.get(session.id()));
            busy.put(session.id(), new Busy(since, session.transaction()));
            oldest = Math.min(oldest, since);
        }
        seen = busy;
        previous = OptionalLong.of(now);
        return oldest;
    }

    private long since(Session session, Busy before) {
        long statement = session.statementSince().orElse(Long.MAX_VALUE);
        Transaction transaction = session.transaction();
        if (transaction == null) {
            return statement;
        }
        boolean maySpan = before != null
                && (before.transaction() == null || before.transaction().isSame(transaction));
        long since = maySpan ? before.since() : previous.orElse(transaction.started() - historyMicros);
        return Math.min(Math.min(since, statement), transaction.started());
    }
}
